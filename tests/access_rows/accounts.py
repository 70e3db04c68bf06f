"""Rina's account, and what protects it."""

from karsa.accounts.models import IdentityProvider, Passkey, SignIn, User, ViewConsent
from karsa.org.models import Employee
from karsa.org.tests import make


def account(people: make.People) -> int:
    return _user(people.rina).pk


def protected_account(people: make.People) -> int:
    """Hers, with a second step."""
    passkey(people)
    return account(people)


def passkey(people: make.People) -> int:
    made = Passkey.objects.create(
        agency=people.rina.agency,
        user=_user(people.rina),
        credential_id="kunci-rina",
        public_key="",
        name="HP dinas",
        added_at=make.NOW,
    )
    return made.pk


def sign_in(people: make.People) -> int:
    made = SignIn.objects.create(
        agency=people.rina.agency,
        user=_user(people.rina),
        session_key="sesi-rina",
        device="Chrome, Android",
        address="",
        began_at=make.NOW,
        seen_at=make.NOW,
    )
    return made.pk


def waiting_provider(people: make.People) -> int:
    """A provider of identities that waits for a second person."""
    made = IdentityProvider.objects.create(
        agency=people.rina.agency,
        name="SSO",
        issuer="https://sso.contoh.go.id/r",
        client_id="karsa",
        state=IdentityProvider.State.WAITING,
        written_by=_user(people.budi),
    )
    return made.pk


def view_consent(people: make.People) -> int:
    made = ViewConsent.objects.create(
        agency=people.rina.agency,
        user=_user(people.rina),
        helper=_user(people.budi),
        digest="izin-rina",
        expires_at=make.NOW,
    )
    return made.pk


def _user(employee: Employee) -> User:
    assert employee.user
    return employee.user
