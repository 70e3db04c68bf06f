"""A jury that fell below its quorum: somebody takes a seat, or the round ends without an award.

Once votes are open none is erased or changed: a stand-in takes a seat more, the jury's votes are
hidden again, and only the stand-in gives one.
"""

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
from karsa.rules import flow, reward
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def replace_juror(
    *, actor: Actor, juror_id: int, stand_in: Employee, until: date, reason: str
) -> Juror:
    """Let another judge for a juror, by votes that are awaited until a day.

    Sealed votes of the juror are dropped, opened ones stay. Raises PermissionDenied to all but the
    office, and to a candidate; Refused unless the jury votes or has too few votes that count, for a
    juror who can vote, and for a stand-in who sits already, decides, is tied or has read votes.
    """
    row = _mended(actor, Juror.objects.values_list("round", flat=True).get(pk=juror_id))
    if row.state == AwardRound.State.DECIDING:
        _vote_again(row, actor.today)
    if row.state != AwardRound.State.VOTING:
        raise Refused(_("Juri diganti selama pemungutan suara."))
    seat = next((one for one in replaceable(row, actor.today) if one.pk == juror_id), None)
    if seat is None:
        raise Refused(_("Juri itu masih dapat memberi suara, jadi tidak diganti."))
    if not reason.strip() or until < actor.today:
        raise Refused(_("Tulis alasannya, dan hari terakhir suara mulai hari ini."))
    _check_free(row, stand_in, actor.today)
    taken = _seated(seat, stand_in, reason.strip())
    row.vote_until = max(row.vote_until, until)
    row.save(update_fields=["state", "vote_until"])
    record(actor, "reward.juror_replaced", row, note=f"{taken.before} → {stand_in}: {taken.reason}")
    tell_of_round(actor, [stand_in.pk], row)
    return taken


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


def _vote_again(row: AwardRound, today: date) -> None:
    """Hide opened votes again; the caller saves the round. Raises Refused where enough count."""
    if not is_short(row, today):
        raise Refused(_("Suara yang sah sudah cukup, jadi juri tidak diganti."))
    row.state = flow.step(flow.REWARD, row.state, AwardRound.State.VOTING)
    row.jurors.update(has_read=True)


def _seated(seat: Juror, stand_in: Employee, reason: str) -> Juror:
    """A seat more where votes were opened to the old one, else the same without its votes."""
    if seat.has_read:
        return Juror.objects.create(
            agency_id=seat.agency_id,
            round_id=seat.round_id,
            employee=stand_in,
            before=seat.employee,
            reason=reason,
        )
    seat.votes.all().delete()
    seat.conflicts.all().delete()
    seat.before, seat.employee, seat.reason = seat.employee, stand_in, reason
    seat.save(update_fields=["employee", "before", "reason"])
    return seat


def _check_free(row: AwardRound, stand_in: Employee, today: date) -> None:
    """Whoever reads votes of others sits, decides, or opened the round."""
    sits = row.jurors.filter(employee=stand_in).exists() or stand_in.pk == row.decider_id
    leads = stand_in.pk == row.opened_by_id
    reward.check_stand_in(
        sits=sits,
        has_read=leads and row.jurors.filter(has_read=True).exists(),
        is_tied=bool(ties_of(pending(row), [Juror(round=row, employee=stand_in)], today)),
    )
