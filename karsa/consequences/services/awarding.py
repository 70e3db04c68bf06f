"""A round of an award under way: nominated for, voted on unseen, decided by a person."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consequences import policies
from karsa.consequences.models import (
    Award,
    AwardRound,
    Juror,
    JuryConflict,
    JuryVote,
    Nomination,
    Reward,
)
from karsa.consequences.queries.evidence import found
from karsa.consequences.queries.jury import pending, ties_of, votes_on
from karsa.consequences.services.giving import give
from karsa.inbox.models import Notice
from karsa.org.models import Employee, Unit
from karsa.org.services.notices import tell_people
from karsa.rules import flow, reward
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def nominate(
    *, actor: Actor, round_id: int, employee: Employee | None, unit: Unit | None, reason: str
) -> Nomination:
    """Propose a person or a unit; the rule's answer is kept beside it.

    Proposed again, the nomination that stands is returned. Raises PermissionDenied without an
    employee record, Refused after the last day, for oneself, for who decides, without a reason.
    """
    if not policies.can_nominate(actor):
        raise PermissionDenied
    row = locked_round(round_id)
    reward.check_nominating(
        until=row.nominate_until, today=actor.today, is_open=row.state == "nominating"
    )
    if not reason.strip():
        raise Refused(_("Tulis alasannya: apa yang dihasilkan, bagi siapa."))
    if employee and employee.pk == actor.me:
        raise Refused(
            _("Minta rekan atau pimpinan mengusulkan Anda; usulan datang dari orang lain.")
        )
    if employee and employee.pk == row.decider_id:
        raise Refused(_("Yang memutuskan putaran ini tidak dapat diusulkan di dalamnya."))
    if (row.award.audience == Award.Audience.TEAM) != (unit is not None):
        raise Refused(_("Usulan ini tidak sesuai dengan penerima penghargaannya."))
    made, is_new = Nomination.objects.get_or_create(
        round=row,
        employee=employee,
        unit=unit,
        defaults={
            "agency": actor.agency,
            "by_id": actor.me,
            "reason": reason.strip(),
            "on": actor.today,
            "found_on": actor.today,
        },
    )
    if is_new:
        _find_anew(row, [made], actor.today)
        record(actor, "reward.nominated", made)
    return made


@transaction.atomic
def start_voting(*, actor: Actor, round_id: int) -> AwardRound:
    """End nominations, ask the rule anew, and let the jury vote.

    Raises PermissionDenied to all but who opened it; Refused before the last day of nominations
    is over, or without any: such a round ends.
    """
    row = _led(actor, round_id)
    if actor.today <= row.nominate_until:
        raise Refused(_("Masa pengusulan masih berjalan. Tunggu sampai hari terakhirnya lewat."))
    rows = list(row.nominations.select_related("employee", "unit"))
    row.state = flow.step(flow.REWARD, row.state, "voting" if rows else "closed")
    row.save(update_fields=["state"])
    _find_anew(row, rows, actor.today)
    record(actor, "reward.voting_started", row)
    if rows:
        tell_of_round(actor, row.jurors.values_list("employee", flat=True), row)
    return row


@transaction.atomic
def vote(*, actor: Actor, nomination_id: int, supports: bool, reason: str) -> JuryVote:
    """Say what one thinks, with a reason; changed as often as one likes while votes are sealed.

    Raises PermissionDenied to who is no juror or is tied to the candidate; Refused once open, also
    while a stand-in votes: who has read the others does not vote anew.
    """
    row, juror = _seat(actor, nomination_id)
    if ties_of([row], [juror], actor.today):
        raise PermissionDenied
    if row.round.state != AwardRound.State.VOTING or juror.has_read:
        raise Refused(_("Suara diberikan selama pemungutan suara, sebelum suara lain terbuka."))
    if not reason.strip():
        raise Refused(_("Tulis alasan suara Anda."))
    made, _new = JuryVote.objects.update_or_create(
        nomination=row,
        juror=juror,
        defaults={"agency": actor.agency, "supports": supports, "reason": reason.strip()},
    )
    record(actor, "reward.voted", row)
    return made


@transaction.atomic
def declare_conflict(*, actor: Actor, nomination_id: int) -> JuryConflict:
    """Keep out of a candidate; a vote already given is taken back.

    Raises PermissionDenied to who is no juror; Refused once votes are open.
    """
    row, juror = _seat(actor, nomination_id)
    if not row.round.is_sealed or juror.has_read:
        raise Refused(_("Suara sudah dibuka bersama, jadi tidak dapat ditarik lagi."))
    row.votes.filter(juror=juror).delete()
    made, _new = JuryConflict.objects.get_or_create(
        nomination=row, juror=juror, defaults={"agency": actor.agency}
    )
    record(actor, "reward.conflict_declared", row)
    return made


@transaction.atomic
def open_votes(*, actor: Actor, round_id: int) -> AwardRound:
    """Show all votes at once; the named person decides afterwards.

    Votes of jurors who have become tied since are not counted. Raises PermissionDenied to all
    but who opened it, Refused while votes are awaited or a candidate has too few.
    """
    row = _led(actor, round_id)
    state = flow.step(flow.REWARD, row.state, "deciding")
    votes = votes_on(pending(row), list(row.jurors.all()), actor.today)
    reward.check_opening(votes, row.rule.quorum, waits=row.waits_on(actor.today))
    row.state = state
    row.save(update_fields=["state"])
    record(actor, "reward.votes_opened", row)
    tell_of_round(actor, [row.decider_id], row)
    return row


@transaction.atomic
def decide(
    *, actor: Actor, nomination_id: int, is_given: bool, reason: str, host: str = ""
) -> Nomination:
    """Give the reward with its certificate, or say why not; the same again changes nothing.

    What the rule finds today counts, and votes of who is not tied today: Refused below the
    quorum, for a criterion that no evidence meets, for a contested or reopened result, or one of
    a period that closed unrated. Raises PermissionDenied to all but whom the round names.
    """
    row = Nomination.objects.select_related("round__award", "round__rule", "employee", "unit").get(
        pk=nomination_id
    )
    round_ = row.round = locked_round(row.round_id)
    if not policies.can_decide_award(actor, round_):
        raise PermissionDenied
    if is_given and Reward.objects.filter(nomination=row).exists():
        return row
    if round_.state != AwardRound.State.DECIDING or hasattr(row, "reward") or row.refused_because:
        raise Refused(_("Usulan ini belum menunggu keputusan, atau sudah diputuskan."))
    if not reason.strip():
        raise Refused(_("Tulis alasan keputusan Anda; pengusul dan juri membacanya."))
    if is_given:
        counted = votes_on([row], list(round_.jurors.all()), actor.today)
        reward.check_counted(counted, round_.rule.quorum)
        _find_anew(round_, [row], actor.today)
        give(actor, row, reason.strip(), host)
    else:
        row.refused_because = reason.strip()
        row.save(update_fields=["refused_because"])
        record(actor, "reward.declined", row)
    _close(round_)
    return row


def _close(round_: AwardRound) -> None:
    """End a round whose nominations have all been answered."""
    open_now = round_.nominations.filter(refused_because="", reward=None)
    if not open_now.exists():
        round_.state = flow.step(flow.REWARD, round_.state, "closed")
        round_.save(update_fields=["state"])


def _find_anew(round_: AwardRound, rows: Sequence[Nomination], today: date) -> None:
    for row, findings in zip(rows, found(round_, rows, today), strict=True):
        row.findings = [asdict(one) for one in findings]
        row.found_on = today
    Nomination.objects.bulk_update(rows, ["findings", "found_on"])


def tell_of_round(actor: Actor, people: Collection[int], round_: AwardRound) -> None:
    """Tell people that a round has something for them."""
    tell_people(
        actor.agency,
        actor.now,
        dict.fromkeys(people, 1),
        kind=Notice.Kind.REWARD_NEWS,
        key=f"award:{round_.pk}:{round_.state}:{round_.vote_until}",
        path=reverse("consequences:round", args=[round_.pk]),
    )


def locked_round(round_id: int) -> AwardRound:
    """Return a round with its rule under its lock. One query."""
    rows = AwardRound.objects.select_for_update(of=("self",)).select_related("award", "rule")
    return rows.get(pk=round_id)


def _led(actor: Actor, round_id: int) -> AwardRound:
    row = locked_round(round_id)
    if not policies.can_lead_round(actor, row):
        raise PermissionDenied
    return row


def _seat(actor: Actor, nomination_id: int) -> tuple[Nomination, Juror]:
    """The nomination under its round's lock and the actor's seat; PermissionDenied for none."""
    row = Nomination.objects.select_related("unit").get(pk=nomination_id)
    row.round = locked_round(row.round_id)
    juror = Juror.objects.filter(round=row.round, employee=actor.me).first()
    if juror is None:
        raise PermissionDenied
    return row, juror
