"""What somebody has besides a password."""

from karsa.accounts.models import Passkey, RecoveryCode, TotpSecret, User


def has_second_factor(user: User) -> bool:
    """Whether the account asks for more than a password. One query."""
    app = TotpSecret.objects.filter(user=user).exclude(confirmed_at=None).values("pk")
    return bool(app.union(Passkey.objects.filter(user=user).values("pk")).exists())


def has_app(user: User) -> bool:
    """Whether an authenticator app counts codes for the account. One query."""
    return TotpSecret.objects.filter(user=user).exclude(confirmed_at=None).exists()


def passkeys_of(user: User) -> list[Passkey]:
    """The keys of the person's devices, oldest first. One query."""
    return list(Passkey.objects.filter(user=user).order_by("pk"))


def codes_left(user: User) -> int:
    """How many recovery codes on paper are unused. One query."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()
