"""An administrator looks along with somebody's consent: reading only, a quarter of an hour."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.codes import new_code, view_digest
from karsa.accounts.models import User, ViewConsent
from karsa.accounts.policies import can_view_with_consent
from karsa.accounts.queries.viewing import administrators, helpers
from karsa.audit.services import Doer, record
from karsa.rules.calendar import local_day
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

TOO_OFTEN = _("Terlalu banyak percobaan. Tunggu sebentar, lalu minta kode yang baru.")
LASTS = timedelta(minutes=15)


@transaction.atomic
def allow(*, actor: Actor, owner: User, helper: User) -> str:
    """Return the code with which `helper` may look along; earlier ones of the owner end.

    Raises PermissionDenied for another's account, and unless `helper` administers here.
    Six queries.
    """
    if owner.pk != actor.user_id or helper not in helpers(actor):
        raise PermissionDenied
    _end(actor, ViewConsent.objects.filter(user=owner, ended_at=None))
    code = new_code()
    ViewConsent.objects.create(
        agency=actor.agency,
        user=owner,
        helper=helper,
        digest=view_digest(actor.agency, code),
        expires_at=actor.now + LASTS,
    )
    record(actor, "accounts.view_allowed", helper)
    return code


@transaction.atomic
def begin(*, actor: Actor, code: str) -> ViewConsent:
    """Begin to look along, until a quarter of an hour after the consent.

    Raises PermissionDenied unless the actor administers, Refused for a code that is not theirs,
    spent or too old. Four queries.
    """
    if not can_view_with_consent(actor):
        raise PermissionDenied
    rows = ViewConsent.objects.select_for_update().filter(
        helper=actor.user_id, digest=view_digest(actor.agency, code)
    )
    consent = rows.filter(started_at=None, ended_at=None, expires_at__gt=actor.now).first()
    if consent is None:
        raise Refused(_("Kode itu bukan untuk Anda, sudah dipakai, atau lewat 15 menit."))
    consent.started_at = actor.now
    consent.save(update_fields=["started_at"])
    record(actor, "accounts.view_began", consent.user)
    return consent


@transaction.atomic
def end(*, actor: Actor, consent: ViewConsent) -> None:
    """End it, by either of the two. Raises PermissionDenied for anybody else. Four queries."""
    if actor.user_id not in (consent.user_id, consent.helper_id):
        raise PermissionDenied
    _end(actor, ViewConsent.objects.filter(pk=consent.pk, ended_at=None))


def note_page(*, doer: Doer, owner: User, path: str) -> None:
    """Record which page was looked at: the owner finds it in the trail. Two queries."""
    record(doer, "accounts.page_viewed", owner, note=path)


def running(*, agency: Agency, helper_id: int, key: int, now: datetime) -> ViewConsent | None:
    """Return the consent under which the helper looks now; None once it is over. One query.

    Whoever administers no more has nothing to help with.
    """
    rows = ViewConsent.objects.filter(pk=key, helper=helper_id, ended_at=None, expires_at__gt=now)
    begun = rows.filter(helper__in=administrators(agency, local_day(now, agency.zone)))
    return begun.exclude(started_at=None).select_related("user").first()


def _end(actor: Actor, rows: QuerySet[ViewConsent]) -> None:
    for consent in rows.select_related("user"):
        consent.ended_at = actor.now
        consent.save(update_fields=["ended_at"])
        record(actor, "accounts.view_ended", consent.user)
