from karsa.accounts.models.accounts import AccessCode, Grant, SignInFailures, User
from karsa.accounts.models.factors import Passkey, RecoveryCode, TotpSecret
from karsa.accounts.models.providers import IdentityProvider
from karsa.accounts.models.sign_ins import SignIn, ViewConsent

__all__ = [
    "AccessCode",
    "Grant",
    "IdentityProvider",
    "Passkey",
    "RecoveryCode",
    "SignIn",
    "SignInFailures",
    "TotpSecret",
    "User",
    "ViewConsent",
]
