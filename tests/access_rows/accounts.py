"""Rina's account, and what protects it."""

from karsa.accounts.models import Passkey, SignIn, ViewConsent
from karsa.org.tests import make


def account(people: make.People) -> int:
    assert people.rina.user
    return people.rina.user.pk


def passkey(people: make.People) -> int:
    made = Passkey.objects.create(
        agency=people.rina.agency,
        user=people.rina.user,
        credential_id="kunci-rina",
        public_key="",
        name="HP dinas",
        added_at=make.NOW,
    )
    return made.pk


def sign_in(people: make.People) -> int:
    made = SignIn.objects.create(
        agency=people.rina.agency,
        user=people.rina.user,
        session_key="sesi-rina",
        device="Chrome, Android",
        address="",
        began_at=make.NOW,
        seen_at=make.NOW,
    )
    return made.pk


def view_consent(people: make.People) -> int:
    made = ViewConsent.objects.create(
        agency=people.rina.agency,
        user=people.rina.user,
        helper=people.budi.user,
        digest="izin-rina",
        expires_at=make.NOW,
    )
    return made.pk
