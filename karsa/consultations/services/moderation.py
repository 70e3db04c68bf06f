"""Hide and show with a reason; the author may ask that somebody else looks again."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import Doer, Nobody, record
from karsa.consultations import policies
from karsa.consultations.models import Contribution, Moderation
from karsa.consultations.services.concluding import reword
from karsa.consultations.services.guards import browser_digest, lock_contribution
from karsa.rules.moderation import check_second_look
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = Contribution.State


@transaction.atomic
def hide(*, actor: Actor, contribution: Contribution, reason: str) -> Contribution:
    """Hide a contribution, or uphold that; the reason stands in its place.

    Raises PermissionDenied for those whom it is about and, where its author asked for a second
    look, for who hid it; Refused without a reason.
    """
    row = lock_contribution(contribution)
    if not policies.can_hide(actor, row):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Tulis alasannya; alasan itu terbaca di tempat pendapat ini."))
    return _moderate(actor, row, True, reason.strip()[:300])


@transaction.atomic
def restore(*, actor: Actor, contribution: Contribution, reason: str = "") -> Contribution:
    """Show it again, or for the first time; without a reason it simply passed.

    Raises PermissionDenied as `hide`; what nobody has hidden yet passes its keepers, too.
    """
    row = lock_contribution(contribution)
    if not policies.can_show(actor, row):
        raise PermissionDenied
    return _moderate(actor, row, False, reason.strip()[:300])


@transaction.atomic
def ask_again(*, actor: Actor, contribution: Contribution, words: str) -> Contribution:
    """Ask, as the employee who wrote it, that somebody else looks at what was hidden.

    Raises PermissionDenied for others; Refused as `ask_again_publicly`.
    """
    row = lock_contribution(contribution)
    if row.employee_id is None or row.employee_id != actor.employee_id:
        raise PermissionDenied
    return _ask(actor, row, words, actor.today)


@transaction.atomic
def ask_again_publicly(*, contribution: Contribution, words: str, today: date) -> Contribution:
    """Ask the same as whoever holds its key, without an account.

    Raises Refused where nobody hid it, without words, or a second time.
    """
    row = lock_contribution(contribution)
    return _ask(Nobody(row.agency, today), row, words, today)


@transaction.atomic
def report(*, contribution: Contribution, reason: str, browser: str, today: date) -> Contribution:
    """Tell the moderators of words that citizens read, once per browser; it hides nothing.

    Kept of the browser is a keyed hash with these words. Raises Refused where they are hidden.
    """
    row = lock_contribution(contribution)
    if row.state == State.HIDDEN:
        raise Refused(_("Tulisan ini sudah disembunyikan."))
    _report, is_new = row.reports.get_or_create(
        browser=browser_digest(row, browser),
        defaults={"agency_id": row.agency_id, "reason": reason, "day": today},
    )
    if is_new:
        row.is_checked = False
        row.save(update_fields=["is_checked"])
        record(Nobody(row.agency, today), "contribution.reported", row)
    return row


def _ask(doer: Doer, row: Contribution, words: str, today: date) -> Contribution:
    check_second_look(
        is_hidden=row.state == State.HIDDEN and row.is_checked,
        asked_before=row.moderations.filter(is_asked=True).exists(),
        words=words,
    )
    row.is_checked = False
    row.save(update_fields=["is_checked"])
    _step(row, today, hides=True, reason=words.strip()[:300], is_asked=True)
    record(doer, "contribution.asked_again", row)
    return row


def _moderate(actor: Actor, row: Contribution, hides: bool, reason: str) -> Contribution:
    changes = hides or row.state == State.HIDDEN
    row.state = State.HIDDEN if hides else State.SHOWN
    row.hidden_because, row.is_checked = reason if hides else "", True
    row.save(update_fields=["state", "hidden_because", "is_checked"])
    row.reports.update(is_open=False)
    if changes:
        _step(row, actor.today, hides=hides, reason=reason, by_id=actor.employee_id)
        reword(actor, row)
    record(actor, "contribution.hidden" if hides else "contribution.passed", row, note=reason)
    return row


def _step(row: Contribution, day: date, **fields: object) -> None:
    Moderation.objects.create(agency_id=row.agency_id, contribution=row, day=day, **fields)
