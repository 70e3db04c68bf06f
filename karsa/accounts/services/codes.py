"""One-time codes: issued after somebody has seen the person, used once to choose a password."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.codes import digest_of, name_digest, new_code
from karsa.accounts.models import AccessCode, SignInFailures, User
from karsa.accounts.policies import can_issue_code, guarded_users
from karsa.accounts.roles import Role
from karsa.audit.services import record, record_many
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

VALID = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Oneself:
    """Somebody who acts on the own account before being signed in."""

    agency: Agency
    user_id: int | None
    now: datetime


@transaction.atomic
def issue_code(*, actor: Actor, user: User, purpose: str, now: datetime, issuer: str = "") -> str:
    """Return a new one-time code ("K7QX-2MPA") for `user`; earlier unused ones end.

    `issuer` is told to the owner of the account after a reset. The caller asks whether the
    actor may open this person's account. Raises PermissionDenied for an account of another
    agency, one's own, a closed one, or one with granted roles (unless administrator).
    """
    if not can_issue_code(actor, user):
        raise PermissionDenied
    return issue_codes(actor=actor, users=[user], purpose=purpose, now=now, issuer=issuer)[user.pk]


@transaction.atomic
def issue_codes(
    *, actor: Actor, users: Sequence[User], purpose: str, now: datetime, issuer: str = ""
) -> dict[int, str]:
    """Return new codes by user id, as `issue_code` does for one. Four queries.

    Raises PermissionDenied if one of them has granted roles and the actor is no administrator.
    """
    keys = [user.pk for user in users]
    if not actor.has(Role.ADMINISTRATOR) and guarded_users(actor, keys):
        raise PermissionDenied
    codes = {key: new_code() for key in keys}
    old = AccessCode.objects.filter(agency=actor.agency, user__in=keys, used_at=None)
    old.filter(expires_at__gt=now).update(expires_at=now)
    AccessCode.objects.bulk_create(
        AccessCode(
            agency=actor.agency,
            user_id=key,
            purpose=purpose,
            digest=digest_of(actor.agency, code),
            expires_at=now + VALID,
            issued_by=actor.user_id,
            issuer=issuer,
        )
        for key, code in codes.items()
    )
    record_many(actor, f"accounts.{purpose}_code_issued", users)
    return codes


@transaction.atomic
def activate(*, agency: Agency, code: str, password: str, now: datetime) -> User:
    """Give the account of `code` its password and return it; the code is spent.

    Raises Refused if the code is unknown, spent or too old, or its account is closed. The
    password's strength is the form's matter. Six queries.
    """
    row = (
        AccessCode.objects.select_for_update(of=("self",))
        .filter(agency=agency, digest=digest_of(agency, code))
        .select_related("user")
        .first()
    )
    user = _usable(row, now).user
    user.set_password(password)
    user.save(update_fields=["password"])
    AccessCode.objects.filter(user=user, used_at=None).update(used_at=now)
    SignInFailures.objects.filter(
        agency=agency, account=name_digest(agency, user.username)
    ).delete()
    record(Oneself(agency, user.pk, now), "accounts.activated", user)
    return user


def _usable(row: AccessCode | None, now: datetime) -> AccessCode:
    if row is None:
        raise Refused(_("Kode itu tidak kami kenali. Periksa lagi 8 huruf dan angkanya."))
    if row.used_at is not None:
        raise Refused(
            _("Kode ini sudah dipakai. Masuklah dengan sandi Anda, atau minta kode baru.")
        )
    if row.expires_at <= now:
        raise Refused(_("Masa berlaku kode ini sudah habis. Minta kode baru kepada admin unit."))
    if not row.user.is_active:
        raise Refused(_("Akun ini sudah ditutup. Hubungi pengelola kinerja bila ini keliru."))
    return row


@transaction.atomic
def tell_resets(*, user: User, now: datetime) -> list[AccessCode]:
    """Return the resets the owner has not been told of yet, oldest first, and mark them told.

    One query, two if there are any.
    """
    waiting = AccessCode.objects.filter(
        user=user, purpose=AccessCode.Purpose.RESET, told_at=None
    ).order_by("pk")
    found = list(waiting)
    if found:
        waiting.update(told_at=now)
    return found
