"""Closing a period, so that nothing rated in it changes any more; opening it again takes two."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import KeptProposal, PeriodReopening
from karsa.evaluations.policies import can_agree_to_reopen, can_close_period
from karsa.evaluations.queries.closing import KIND, batch_of, unfinished
from karsa.evaluations.queries.turn import last_day_to_rate
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.kit.formats import day as day_in_words
from karsa.org.models import Period
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def close_period(
    *, actor: Actor, period: Period, reason: str = "", by_worker: bool = True
) -> Batch:
    """Close a period whose window is over: no entry, level or rating of it changes afterwards.

    What was rated goes its way: handing over, objection and its decision stay possible. Returns
    the batch in which a worker keeps everybody's proposal (`by_worker`), or else the caller.
    Raises PermissionDenied to all but the office; Refused while the rater's superior may still
    rate, a second time, or without a reason while people are not rated.
    """
    if not can_close_period(actor):
        raise PermissionDenied
    row = _locked(period)
    if row.is_closed:
        raise Refused(_("Periode ini sudah ditutup."))
    last = last_day_to_rate(row)
    if actor.today <= last:
        raise Refused(
            _("Penilai, lalu atasannya, menilai sampai %(day)s. Tutup periode sesudahnya."),
            day=day_in_words(last),
        )
    left = unfinished(actor.agency, row).count()
    if left and not reason.strip():
        raise Refused(_("%(left)s orang belum dinilai. Tulis mengapa tetap ditutup."), left=left)
    _set(row, is_closed=True)
    record(actor, "evaluations.period_closed", row, note=f"{left}: {reason.strip()}")
    batch = jobs.start(actor, KIND, file_id=row.pk)
    if by_worker:
        _ask(batch)
    return batch


@transaction.atomic
def go_on(*, actor: Actor, period: Period) -> Batch:
    """Go on keeping the proposals of a closed period behind the last whole chunk.

    Raises PermissionDenied to all but the office, Refused where all are kept.
    """
    if not can_close_period(actor):
        raise PermissionDenied
    batch = batch_of(period)
    if batch is None:
        raise Refused(_("Periode ini masih terbuka."))
    batch = jobs.resume(batch.pk)
    _ask(batch)
    return batch


def _ask(batch: Batch) -> None:
    jobs.later("evaluations.keep_proposals", batch.agency, batch_id=batch.pk)


@transaction.atomic
def ask_to_reopen(*, actor: Actor, period: Period, reason: str) -> PeriodReopening:
    """Ask that a closed period be opened again; somebody else must agree.

    Raises PermissionDenied to all but the office, Refused without a reason, for an open period,
    or while somebody has asked already.
    """
    if not can_close_period(actor) or actor.employee_id is None:
        raise PermissionDenied
    row = _locked(period)
    if not row.is_closed:
        raise Refused(_("Periode ini masih terbuka."))
    if not reason.strip():
        raise Refused(_("Tulis alasannya: apa yang salah, dan siapa yang terkena."))
    if PeriodReopening.objects.filter(period=row, agreed_by=None).exists():
        raise Refused(_("Pembukaan kembali sudah diajukan dan menunggu orang kedua."))
    asked = PeriodReopening.objects.create(
        agency=actor.agency,
        period=row,
        reason=reason.strip(),
        asked_by_id=actor.employee_id,
        asked_on=actor.today,
    )
    record(actor, "evaluations.reopening_asked", asked, note=asked.reason)
    return asked


@transaction.atomic
def agree_to_reopen(*, actor: Actor, reopening: PeriodReopening) -> Period:
    """Open the period again, as the second person.

    Raises PermissionDenied to whoever asked and to all but the office and the regent, Refused a
    second time.
    """
    row = PeriodReopening.objects.select_for_update().get(pk=reopening.pk)
    if not can_agree_to_reopen(actor, row):
        raise PermissionDenied
    if row.agreed_by_id:
        raise Refused(_("Periode ini sudah dibuka kembali."))
    row.agreed_by_id, row.agreed_on = actor.employee_id, actor.today
    row.save(update_fields=["agreed_by", "agreed_on"])
    period = _locked(row.period)
    _set(period, is_closed=False)
    # Whoever closes it again keeps what the evidence carries then.
    KeptProposal.objects.filter(period=period).delete()
    record(actor, "evaluations.period_reopened", period, note=row.reason)
    return period


def _locked(period: Period) -> Period:
    return Period.objects.select_for_update().get(pk=period.pk)


def _set(row: Period, *, is_closed: bool) -> None:
    row.is_closed = is_closed
    row.save(update_fields=["is_closed"])
