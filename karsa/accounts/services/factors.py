"""The second factor: codes an app counts, codes on paper, and letting them go again."""

from base64 import b32encode
from datetime import datetime
from secrets import token_bytes

import pyotp
from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.codes import new_code, recovery_digest
from karsa.accounts.models import Passkey, RecoveryCode, TotpSecret, User
from karsa.accounts.policies import can_serve_sign_in
from karsa.accounts.queries.factors import has_second_factor
from karsa.audit.services import record
from karsa.kit import clock
from karsa.kit.sealing import seal, unseal_if_ours
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

RECOVERY_CODES = 10
STEP_SECONDS = 30
# A phone's clock may be one step ahead or behind.
_DRIFT = (-1, 0, 1)
_SECRET_BYTES = 20
_BOX = "accounts-totp"


@transaction.atomic
def begin_totp(*, actor: Actor, user: User) -> None:
    """Draw the secret of an authenticator app; it counts once a code of it was confirmed.

    Raises PermissionDenied for another's account, Refused if one counts already. Two queries.
    """
    _is_own(actor, user)
    known = TotpSecret.objects.select_for_update().filter(user=user).first()
    if known and known.confirmed_at:
        raise Refused(_("Aplikasi autentikator sudah terpasang. Hapus dulu yang lama."))
    sealed = seal(_BOX, actor.agency.pk, b32encode(token_bytes(_SECRET_BYTES)).decode())
    TotpSecret.objects.update_or_create(
        user=user, defaults={"agency": actor.agency, "sealed": sealed}
    )


def address_for_app(totp: TotpSecret, name: str, agency: str) -> tuple[str, str]:
    """Return what an app reads: the otpauth address for the QR, and the secret to type.

    Raises Refused if the server's secret has changed since. No query.
    """
    secret = _secret_of(totp)
    if secret is None:
        raise Refused(_("Rahasia ini tidak dapat dibaca lagi. Mulai pemasangan dari awal."))
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=f"Karsa {agency}"), secret


@transaction.atomic
def confirm_totp(*, actor: Actor, user: User, code: str) -> list[str]:
    """Take the first code of the app; return ten new recovery codes if there are none yet.

    Raises Refused if the code does not fit. About eight queries.
    """
    if not _accept_totp(user, code, actor.now, confirmed=False):
        raise Refused(_("Kode itu belum cocok. Tunggu kode berikutnya, lalu ketik lagi."))
    TotpSecret.objects.filter(user=user).update(confirmed_at=actor.now)
    record(actor, "accounts.totp_added", user)
    return recovery_codes_if_none(actor=actor, user=user)


def recovery_codes_if_none(*, actor: Actor, user: User) -> list[str]:
    """Return ten new recovery codes for a first factor; none where some are left."""
    if RecoveryCode.objects.filter(user=user, used_at=None).exists():
        return []
    return renew_recovery_codes(actor=actor, user=user)


@transaction.atomic
def renew_recovery_codes(*, actor: Actor, user: User) -> list[str]:
    """Return ten new codes, shown once; the old ones end.

    Raises PermissionDenied for somebody else's account. Three queries.
    """
    _is_own(actor, user)
    codes = [new_code() for _count in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(agency=actor.agency, user=user, digest=recovery_digest(actor.agency, code))
        for code in codes
    )
    record(actor, "accounts.recovery_codes_renewed", user)
    return codes


@transaction.atomic
def accept_code(*, user: User, code: str, now: datetime) -> bool:
    """Whether `code` is one of the app's present codes or an unused one on paper; it is spent.

    Two queries.
    """
    bare = "".join(code.split())
    if bare.isdigit():
        return _accept_totp(user, bare, now, confirmed=True)
    left = RecoveryCode.objects.filter(user=user, used_at=None)
    return bool(left.filter(digest=recovery_digest(user.agency, bare)).update(used_at=now))


@transaction.atomic
def remove_totp(*, actor: Actor, user: User) -> None:
    """Let the app go. Raises PermissionDenied for somebody else's account. Five queries."""
    _is_own(actor, user)
    TotpSecret.objects.filter(user=user).delete()
    record(actor, "accounts.totp_removed", user)
    _tidy(user)


@transaction.atomic
def remove_passkey(*, actor: Actor, passkey: Passkey) -> None:
    """Let a device's key go. Raises PermissionDenied for somebody else's. Five queries."""
    _is_own(actor, passkey.user)
    record(actor, "accounts.passkey_removed", passkey)
    passkey.delete()
    _tidy(passkey.user)


@transaction.atomic
def take_factors(*, actor: Actor, user: User, has_met: bool) -> None:
    """Let go of all second factors of somebody who lost the phone and the paper.

    Raises PermissionDenied unless the actor is administrator, Refused unless they have met.
    Six queries.
    """
    if not can_serve_sign_in(actor, user):
        raise PermissionDenied
    if not has_met:
        raise Refused(_("Temui orangnya lebih dahulu, lalu centang bahwa Anda sudah bertemu."))
    for rows in (TotpSecret, Passkey, RecoveryCode):
        rows.objects.filter(user=user).delete()
    record(actor, "accounts.factors_taken", user)


def _accept_totp(user: User, code: str, now: datetime, *, confirmed: bool) -> bool:
    """A code is taken once: its step and older ones are refused from then on."""
    totp = TotpSecret.objects.select_for_update().filter(user=user).first()
    secret = _secret_of(totp) if totp else None
    if totp is None or secret is None or bool(totp.confirmed_at) != confirmed:
        return False
    present = int(clock.on_other_clocks(now).timestamp()) // STEP_SECONDS
    step = _step_of(pyotp.TOTP(secret), code, present)
    if step is None or step <= totp.last_step:
        return False
    totp.last_step = step
    totp.save(update_fields=["last_step"])
    return True


def _step_of(totp: pyotp.TOTP, code: str, present: int) -> int | None:
    for step in (present + drift for drift in _DRIFT):
        if pyotp.utils.strings_equal(totp.generate_otp(step), code):
            return step
    return None


def _secret_of(totp: TotpSecret) -> str | None:
    return unseal_if_ours(_BOX, totp.agency_id, totp.sealed)


def _is_own(actor: Actor, user: User) -> None:
    if user.pk != actor.user_id:
        raise PermissionDenied


def _tidy(user: User) -> None:
    """Paper without anything it replaces is of no use."""
    if not has_second_factor(user):
        RecoveryCode.objects.filter(user=user).delete()
