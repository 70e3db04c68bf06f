"""The steps of a case: called, heard, decided, handed over, appealed; each with its letter."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.consequences import policies
from karsa.consequences.models import DisciplineCase, DisciplineStep
from karsa.consequences.queries.letters import case_letter
from karsa.consequences.queries.terms import discipline_rules, sanctions
from karsa.consequences.services import steps
from karsa.consequences.services.disciplining import locked
from karsa.org.queries.calendar import calendar_of
from karsa.org.queries.heads import heads_above
from karsa.rules import discipline, flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

StepKind = DisciplineStep.Kind
# What a step may change of its case.
_MOVES = (
    *("state", "sanction", "level", "source", "sanction_name", "sanction_months"),
    *("received_on", "appeal_by", "appeal_decider", "in_force_on", "expires_on"),
)


@transaction.atomic
def summon(
    *, actor: Actor, case_id: int, hearing: date, text: str, host: str = ""
) -> DisciplineStep:
    """Call the person to a hearing, by letter; a second time where they did not come.

    Raises PermissionDenied to all but the officer; Refused for a day too near, a third summons,
    or before an official is named.
    """
    row = _led(actor, case_id)
    state = flow.step(flow.DISCIPLINE, row.state, "summoned")
    discipline.check_summons(
        calendar_of(actor.agency),
        today=actor.today,
        hearing=hearing,
        before=_hearings(row),
        rules=discipline_rules(actor.agency, actor.today),
    )
    return _step(actor, row, state, StepKind.SUMMONED, text, host, day=hearing)


@transaction.atomic
def hear(
    *, actor: Actor, case_id: int, is_present: bool, words: str, text: str, host: str = ""
) -> DisciplineStep:
    """Record the hearing with the person's own words, or that they did not come to two.

    Raises PermissionDenied to all but officer and deciding official; Refused before its day.
    """
    row = locked(case_id)
    if not (policies.can_lead_case(actor, row) or policies.can_decide_case(actor, row)):
        raise PermissionDenied
    state = flow.step(flow.DISCIPLINE, row.state, "heard")
    discipline.check_hearing(
        today=actor.today, hearings=_hearings(row), present=is_present, words=words
    )
    more = {"words": words.strip(), "is_present": is_present}
    return _step(actor, row, state, StepKind.HEARD, text, host, **more)


@transaction.atomic
def decide(
    *, actor: Actor, case_id: int, sanction: str, text: str, host: str = ""
) -> DisciplineStep:
    """Give a sanction of the dated list with a reason, or end the case (`sanction` empty).

    Raises PermissionDenied to all but the named official, who is neither the complainant nor the
    person; Refused before a hearing, for an unknown sanction, or one above the official's right,
    and once the official does not lead the person any more.
    """
    row = locked(case_id)
    if not policies.can_decide_case(actor, row):
        raise PermissionDenied
    if actor.me not in {post.employee_id for post in policies.deciders_of(row, actor)}:
        raise Refused(_("Anda bukan lagi atasan yang berhak. Minta petugas menunjuk pejabat lain."))
    if not sanction:
        state = flow.step(flow.DISCIPLINE, row.state, "dismissed")
        return _step(actor, row, state, StepKind.DROPPED, text, host)
    state = flow.step(flow.DISCIPLINE, row.state, "decided")
    kind = _kind(actor, sanction)
    discipline.check_entitled(kind.level, is_ppk=actor.has(Role.REGENT))
    _sentence(row, kind)
    days = discipline_rules(actor.agency, actor.today).deliver
    due = calendar_of(actor.agency).add(actor.today, days)
    return _step(actor, row, state, StepKind.DECIDED, text, host, day=due)


@transaction.atomic
def deliver(*, actor: Actor, case_id: int, received_on: date, text: str) -> DisciplineStep:
    """Record the day on which the person received the decision: the days to appeal run from it.

    Raises PermissionDenied to all but the officer and the person; Refused for a day that is not
    between the decision and today.
    """
    row = locked(case_id)
    if not (policies.can_lead_case(actor, row) or policies.can_answer(actor, row.employee_id)):
        raise PermissionDenied
    state = flow.step(flow.DISCIPLINE, row.state, "delivered")
    decided = row.steps.get(kind=StepKind.DECIDED)
    if not decided.on <= received_on <= actor.today:
        raise Refused(_("Tanggal terima berada di antara tanggal keputusan dan hari ini."))
    calendar, rules = calendar_of(actor.agency), discipline_rules(actor.agency, actor.today)
    row.received_on = received_on
    row.appeal_by = calendar.add(received_on, rules.appeal)
    row.in_force_on = discipline.in_force(calendar, received_on, rules)
    row.expires_on = discipline.expiry(row.in_force_on, row.sanction_months)
    return _step(actor, row, state, StepKind.DELIVERED, text, None, day=row.appeal_by)


@transaction.atomic
def appeal(*, actor: Actor, case_id: int, text: str) -> DisciplineStep:
    """Appeal with reasons to the official above; the sanction does not begin until it is decided.

    Raises PermissionDenied to everybody but the person; Refused after the last day.
    """
    row = locked(case_id)
    if not policies.can_answer(actor, row.employee_id):
        raise PermissionDenied
    state = flow.step(flow.DISCIPLINE, row.state, "appealed")
    discipline.check_appeal(today=actor.today, appeal_by=row.appeal_by)
    row.in_force_on = row.expires_on = None
    row.appeal_decider_id = _above(row, actor)
    rules = discipline_rules(actor.agency, actor.today)
    due = calendar_of(actor.agency).add(actor.today, rules.appeal_decision)
    return _step(actor, row, state, StepKind.APPEALED, text, None, day=due)


@transaction.atomic
def decide_appeal(
    *, actor: Actor, case_id: int, sanction: str, text: str, host: str = ""
) -> DisciplineStep:
    """Affirm or lighten the sanction, or lift it (`sanction` empty), with a reason.

    Where nobody in the agency stands above, the officer records what the body outside decided.
    Raises PermissionDenied to all others; Refused for a heavier sanction.
    """
    row = locked(case_id)
    outside = row.appeal_decider_id is None and policies.can_lead_case(actor, row)
    if not (outside or policies.can_decide_appeal(actor, row)):
        raise PermissionDenied
    if not sanction:
        state = flow.step(flow.DISCIPLINE, row.state, "dismissed")
        return _step(actor, row, state, StepKind.DROPPED, text, host)
    state = flow.step(flow.DISCIPLINE, row.state, "affirmed")
    if sanction != row.sanction:
        _lighten(actor, row, sanction)
    row.in_force_on = actor.today
    row.expires_on = discipline.expiry(actor.today, row.sanction_months)
    return _step(actor, row, state, StepKind.AFFIRMED, text, host)


@transaction.atomic
def answer(*, actor: Actor, step_id: int, text: str) -> DisciplineStep:
    """The person's right of reply to a step. Raises PermissionDenied, Refused."""
    rows = DisciplineStep.objects.select_for_update(of=("self",)).select_related("case")
    row = rows.get(pk=step_id)
    return steps.answer(actor, row, row.case.employee_id, text)


def _kind(actor: Actor, code: str) -> discipline.Sanction:
    kinds = {one.code: one for one in sanctions(actor.agency, actor.today)}
    if code not in kinds:
        raise Refused(_("Pilih jenis hukuman yang berlaku hari ini."))
    return kinds[code]


def _sentence(row: DisciplineCase, kind: discipline.Sanction) -> None:
    """Write a sanction onto the case as it is worded today."""
    row.sanction, row.level, row.source = kind.code, kind.level.value, kind.source
    row.sanction_name, row.sanction_months = kind.name, kind.months


def _lighten(actor: Actor, row: DisciplineCase, code: str) -> None:
    """Whoever decides the appeal may give any sanction up to the one that was given."""
    kind = _kind(actor, code)
    order = [one.code for one in sanctions(actor.agency, actor.today)]
    discipline.check_not_heavier(kind, row.sanction, row.level, order)
    _sentence(row, kind)


def _above(row: DisciplineCase, actor: Actor) -> int | None:
    """The nearest head above whoever decided; None where nobody in the agency is."""
    heads = [post.employee_id for post in heads_above(row.unit, actor.today)]
    after = heads[heads.index(row.decider_id) + 1 :] if row.decider_id in heads else []
    out = (row.employee_id, row.complainant_id, row.decider_id, row.officer_id)
    return next((one for one in after if one not in out), None)


def _hearings(row: DisciplineCase) -> list[date]:
    called = row.steps.filter(kind=StepKind.SUMMONED, day__isnull=False).order_by("pk")
    return [day for day in called.values_list("day", flat=True) if day]


def _led(actor: Actor, case_id: int) -> DisciplineCase:
    row = locked(case_id)
    if not policies.can_lead_case(actor, row):
        raise PermissionDenied
    if row.decider_id is None:
        raise Refused(_("Tentukan dulu pejabat yang berhak memutuskan."))
    return row


def _step(
    actor: Actor,
    row: DisciplineCase,
    state: str,
    kind: str,
    text: str,
    host: str | None,
    **over: Any,
) -> DisciplineStep:
    """Keep the step and the new state; a letter unless `host` is None. The person is told."""
    if not text.strip():
        raise Refused(_("Tulis penjelasannya; pegawai membacanya dan boleh menanggapi."))
    row.state = state
    row.save(update_fields=_MOVES)
    made = DisciplineStep.objects.create(
        agency=actor.agency,
        case=row,
        kind=kind,
        on=actor.today,
        by_id=actor.me,
        text=text.strip(),
        **over,
    )
    if host is not None:
        number = f"{row.number}/{row.steps.count()}"
        steps.add_letter(actor, made, case_letter(row, made), number, host)
    record(actor, f"discipline.{kind}", row)
    steps.tell(actor, row.employee_id, f"due_process:{made.pk}")
    return made
