"""A jury that fell below its quorum: somebody takes a seat, or the round ends without an award."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consequences import policies
from karsa.consequences.models import AwardRound, Juror, Nomination
from karsa.consequences.queries.jury import is_short, pending, replaceable, ties_of
from karsa.consequences.services.awarding import locked_round, tell_of_round
from karsa.org.models import Employee
from karsa.rules import flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def replace_juror(
    *, actor: Actor, juror_id: int, stand_in: Employee, until: date, reason: str
) -> Juror:
    """Give a juror's seat to another, whose votes are awaited until a day; their own are dropped.

    Raises PermissionDenied to all but the office, and to a candidate; Refused unless the jury
    votes, for a juror who can vote, and for a stand-in who sits already, decides or is tied.
    """
    seat = Juror.objects.select_related("employee").get(pk=juror_id)
    row = _mended(actor, seat.round_id)
    if row.state != AwardRound.State.VOTING:
        raise Refused(_("Juri diganti selama pemungutan suara."))
    if seat not in replaceable(row, actor.today):
        raise Refused(_("Juri itu masih dapat memberi suara, jadi tidak diganti."))
    if not reason.strip() or until < actor.today:
        raise Refused(_("Tulis alasannya, dan hari terakhir suara mulai hari ini."))
    _check_free(row, stand_in, actor.today)
    seat.votes.all().delete()
    seat.conflicts.all().delete()
    seat.before, seat.employee, seat.reason = seat.employee, stand_in, reason.strip()
    seat.save(update_fields=["employee", "before", "reason"])
    row.vote_until = max(row.vote_until, until)
    row.save(update_fields=["vote_until"])
    record(
        actor, "reward.juror_replaced", row, note=f"{seat.before} → {stand_in}: {reason.strip()}"
    )
    tell_of_round(actor, [stand_in.pk], row)
    return seat


@transaction.atomic
def close_without_award(*, actor: Actor, round_id: int, reason: str) -> AwardRound:
    """End a round whose jury is too small; who nominated reads why.

    Raises PermissionDenied to all but the office, and to a candidate; Refused while the jury can
    still come to its quorum, and without a reason.
    """
    row = _mended(actor, round_id)
    state = flow.step(flow.REWARD, row.state, AwardRound.State.CLOSED)
    if not is_short(row, actor.today):
        raise Refused(_("Juri masih cukup. Tunggu suaranya, atau buka bila semua sudah masuk."))
    if not reason.strip():
        raise Refused(_("Tulis alasannya; pengusul membacanya."))
    rows = pending(row)
    Nomination.objects.filter(pk__in=[one.pk for one in rows]).update(
        refused_because=reason.strip()
    )
    row.state = state
    row.save(update_fields=["state"])
    record(actor, "reward.round_closed", row, note=reason.strip())
    tell_of_round(actor, {one.by_id for one in rows}, row)
    return row


def _mended(actor: Actor, round_id: int) -> AwardRound:
    row = locked_round(round_id)
    is_candidate = row.nominations.filter(employee=actor.me).exists()
    if is_candidate or not policies.can_mend_round(actor, row):
        raise PermissionDenied
    return row


def _check_free(row: AwardRound, stand_in: Employee, today: date) -> None:
    if stand_in.pk == row.decider_id or row.jurors.filter(employee=stand_in).exists():
        raise Refused(_("Orang itu sudah menjadi juri, atau yang memutuskan."))
    if ties_of(pending(row), [Juror(round=row, employee=stand_in)], today):
        raise Refused(_("Orang itu terkait dengan salah satu calon. Tunjuk yang lain."))
