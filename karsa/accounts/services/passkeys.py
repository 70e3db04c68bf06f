"""Passkeys (WebAuthn): a device keeps a key pair and proves that its owner is there.

The browser is asked with a challenge that is good once; its answer is checked by py_webauthn.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.backend import open_accounts
from karsa.accounts.models import Passkey, User
from karsa.accounts.queries.factors import passkeys_of
from karsa.audit.services import record
from karsa.kit.digests import keyed
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.stats.lazily import Lazily
from karsa.tenancy.models import Agency

if TYPE_CHECKING:
    import webauthn
    import webauthn.helpers.structs
else:
    webauthn = Lazily("webauthn")

_MOST = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Whose keys these are to the browser: our host name, and the origin of the page."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser is asked (JSON), and the challenge its answer must carry, base64url."""

    options: str
    challenge: str


def ask_for_new(*, user: User, place: Place, name: str) -> Asked:
    """Return what makes a device keep a key for `user`. One query."""
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name="Karsa",
        user_id=keyed("accounts-passkey", user.agency_id, str(user.pk)).encode(),
        user_name=name,
        authenticator_selection=webauthn.helpers.structs.AuthenticatorSelectionCriteria(
            resident_key=webauthn.helpers.structs.ResidentKeyRequirement.REQUIRED,
            user_verification=webauthn.helpers.structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_descriptors(user),
    )
    return Asked(
        webauthn.options_to_json(options), webauthn.helpers.bytes_to_base64url(options.challenge)
    )


def ask(*, user: User | None, place: Place) -> Asked:
    """Return what asks for a key: of `user`, or of whoever the device knows. One query or none."""
    options = webauthn.generate_authentication_options(
        rp_id=place.host,
        allow_credentials=_descriptors(user) if user else None,
        user_verification=webauthn.helpers.structs.UserVerificationRequirement.REQUIRED,
    )
    return Asked(
        webauthn.options_to_json(options), webauthn.helpers.bytes_to_base64url(options.challenge)
    )


@transaction.atomic
def add(
    *, actor: Actor, user: User, place: Place, challenge: str, credential: str, name: str
) -> Passkey:
    """Keep the key a device made, and return it.

    Raises PermissionDenied for another's account; Refused if the answer does not fit, is known
    already, or there are ten. Four queries.
    """
    if user.pk != actor.user_id:
        raise PermissionDenied
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=webauthn.helpers.base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except webauthn.helpers.exceptions.WebAuthnException:
        raise Refused(_("Perangkat belum selesai membuat kunci. Coba sekali lagi.")) from None
    known = webauthn.helpers.bytes_to_base64url(made.credential_id)
    if len(passkeys_of(user)) >= _MOST or _named(actor.agency, known):
        raise Refused(_("Kunci ini sudah terpasang, atau sudah ada sepuluh. Hapus satu dahulu."))
    passkey = Passkey.objects.create(
        agency=actor.agency,
        user=user,
        credential_id=known,
        public_key=webauthn.helpers.bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
        name=name,
        added_at=actor.now,
    )
    record(actor, "accounts.passkey_added", passkey)
    return passkey


@transaction.atomic
def accept(
    *, agency: Agency, place: Place, challenge: str, credential: str, now: datetime
) -> User | None:
    """Return whose key answered the challenge; None if it does not fit or the account is closed.

    A counter that does not grow tells of a copied key: it is refused. Three queries.
    """
    try:
        known = webauthn.helpers.parse_authentication_credential_json(credential)
        passkey = _named(agency, webauthn.helpers.bytes_to_base64url(known.raw_id))
        if passkey is None or not challenge:
            return None
        proof = webauthn.verify_authentication_response(
            credential=known,
            expected_challenge=webauthn.helpers.base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=webauthn.helpers.base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except webauthn.helpers.exceptions.WebAuthnException:
        return None
    passkey.sign_count, passkey.used_at = proof.new_sign_count, now
    passkey.save(update_fields=["sign_count", "used_at"])
    return open_accounts().filter(agency=agency, pk=passkey.user_id).first()


def _named(agency: Agency, credential_id: str) -> Passkey | None:
    rows = Passkey.objects.select_for_update()
    return rows.filter(agency=agency, credential_id=credential_id).first()


def _descriptors(user: User) -> list[webauthn.helpers.structs.PublicKeyCredentialDescriptor]:
    return [
        webauthn.helpers.structs.PublicKeyCredentialDescriptor(
            id=webauthn.helpers.base64url_to_bytes(one.credential_id)
        )
        for one in passkeys_of(user)
    ]
