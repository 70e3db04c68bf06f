"""What is verified about candidates of an award: read in bulk, so that a round costs no more."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, F, Q, Sum

from karsa.consequences.models import AwardRound, DisciplineCase, Nomination
from karsa.evaluations.models import Evaluation, KeptProposal, OrganisationGrade, PeriodReopening
from karsa.indicators.models import Innovation, Measurement
from karsa.journal.models import EntryMonth
from karsa.org.models import EmployeeStatus, Unit
from karsa.org.models.units import below
from karsa.rules.reward import Asked, Facts, Finding, Trouble, findings_of

_STATE = Evaluation.State
_SETTLED = (_STATE.CLOSED, _STATE.DECIDED_ON_OBJECTION)
_MAY_CHANGE = (_STATE.RECEIVED, _STATE.RETURNED_UNSIGNED, _STATE.DELIVERED, _STATE.SIGNED)
_AWAY = (
    EmployeeStatus.Kind.SUSPENDED,
    EmployeeStatus.Kind.UNPAID_LEAVE,
    EmployeeStatus.Kind.RETIRING,
)


def found(round_: AwardRound, rows: Sequence[Nomination], today: date) -> list[list[Finding]]:
    """Return what the rule of the round finds for each nomination.

    At most nine queries for people, four for units.
    """
    asked: list[Asked] = round_.rule.asked
    people = [row.employee_id for row in rows if row.employee_id]
    of_people = _people(people, round_, today) if people else {}
    units = [row.unit for row in rows if row.unit]
    of_units = _units(units, round_) if units else {}
    facts = [
        of_units[row.unit_id] if row.unit_id else of_people[row.employee_id or 0] for row in rows
    ]
    return [findings_of(asked, one) for one in facts]


def is_settled(row: Evaluation) -> bool:
    """Whether an objection can no longer change a result: the night closes what is over.

    No query.
    """
    return row.state in _SETTLED or (row.state == _STATE.RECEIVED and row.is_final)


def _people(keys: list[int], round_: AwardRound, today: date) -> dict[int, Facts]:
    grades, troubles = _results(keys, round_)
    entries = (
        EntryMonth.objects.filter(
            agency=round_.agency_id, month__year=round_.year, employee__in=keys
        )
        .values("employee")
        .annotate(n=Sum(F("waiting") + F("returned") + F("accepted")), good=Sum("accepted"))
        .values_list("employee", "good", "n")
    )
    counted = {key: (good, n) for key, good, n in entries}
    ran, out = _innovations(keys), _not_in_standing(keys, today)
    return {
        key: Facts(
            grades=grades[key],
            verified=counted.get(key, (0, 0))[0],
            reported=counted.get(key, (0, 0))[1],
            innovations=ran[key],
            in_standing=key not in out,
            troubles=troubles[key],
        )
        for key in keys
    }


def _results(
    keys: Iterable[int], round_: AwardRound
) -> tuple[dict[int, list[tuple[str, str]]], dict[int, list[tuple[str, Trouble]]]]:
    """Settled grades of the year, oldest first, and what stands in their way. Three queries."""
    grades: dict[int, list[tuple[str, str]]] = defaultdict(list)
    troubles: dict[int, list[tuple[str, Trouble]]] = defaultdict(list)
    wanted = {"assignment__employee__in": keys, "period__year": round_.year}
    rows = Evaluation.objects.rated_here().filter(**wanted).exclude(grade="")
    reopened = reopened_in(round_.agency_id, round_.year)
    rated = set()
    for row in rows.select_related("assignment", "period").order_by("period__ends", "pk"):
        key, name = row.assignment.employee_id, row.period.name
        rated.add((row.assignment_id, row.period_id))
        if row.period_id in reopened:
            troubles[key].append((name, Trouble.REOPENED))
        elif is_settled(row):
            grades[key].append((name, row.grade))
        elif row.state == _STATE.OBJECTED or row.state in _MAY_CHANGE:
            troubles[key].append((name, Trouble.CONTESTED))
    kept = KeptProposal.objects.filter(**wanted, period__is_closed=True)
    for one in kept.select_related("assignment", "period").order_by("period__ends", "pk"):
        if (one.assignment_id, one.period_id) not in rated:
            troubles[one.assignment.employee_id].append((one.period.name, Trouble.UNRATED))
    return grades, troubles


def reopened_in(agency_id: int, year: int) -> frozenset[int]:
    """Return the periods of a year that were opened again and are not closed yet. One query."""
    rows = PeriodReopening.objects.filter(
        agency=agency_id,
        period__year=year,
        period__is_closed=False,
        agreed_by__isnull=False,
    )
    return frozenset(rows.values_list("period", flat=True))


def _innovations(keys: Iterable[int]) -> dict[int, list[str]]:
    """Titles by owner and member. Two queries."""
    running = Innovation.objects.filter(state=Innovation.State.RUNNING).order_by("pk")
    ran: dict[int, list[str]] = defaultdict(list)
    pairs = [
        *running.filter(owner__in=keys).values_list("owner", "title"),
        *running.filter(members__employee__in=keys).values_list("members__employee", "title"),
    ]
    for key, title in dict.fromkeys(pairs):
        ran[key].append(title)
    return ran


def _not_in_standing(keys: Iterable[int], today: date) -> set[int]:
    """Who is away, or has a sanction in force; which of it is told to nobody. Two queries."""
    away = EmployeeStatus.objects.on(today).filter(employee__in=keys, kind__in=_AWAY)
    judged = DisciplineCase.objects.in_force(today).filter(employee__in=keys)
    return {*away.values_list("employee", flat=True), *judged.values_list("employee", flat=True)}


def _units(units: Sequence[Unit], round_: AwardRound) -> dict[int, Facts]:
    """What units, each with those below it, achieved in the year. Four queries."""
    levels, troubles = _levels(units, round_)
    ran: dict[int, list[str]] = defaultdict(list)
    running = Innovation.objects.filter(unit__in=units, state=Innovation.State.RUNNING)
    for key, title in running.order_by("pk").values_list("unit", "title"):
        ran[key].append(title)
    figures = _figures(units, round_)
    return {
        unit.pk: Facts(
            levels=levels[unit.pk],
            verified=sum(good for path, good, _n in figures if path.startswith(unit.path)),
            reported=sum(n for path, _good, n in figures if path.startswith(unit.path)),
            innovations=ran[unit.pk],
            troubles=troubles[unit.pk],
        )
        for unit in units
    }


def _levels(
    units: Sequence[Unit], round_: AwardRound
) -> tuple[dict[int, list[tuple[str, str]]], dict[int, list[tuple[str, Trouble]]]]:
    """Organisation grades of the year, oldest first, but for reopened periods. Two queries."""
    levels: dict[int, list[tuple[str, str]]] = defaultdict(list)
    troubles: dict[int, list[tuple[str, Trouble]]] = defaultdict(list)
    reopened = reopened_in(round_.agency_id, round_.year)
    rows = OrganisationGrade.objects.filter(unit__in=units, period__year=round_.year)
    names = ("unit", "period", "period__name", "level")
    for unit, period, name, level in rows.order_by("period__ends").values_list(*names):
        if period in reopened:
            troubles[unit].append((name, Trouble.REOPENED))
        else:
            levels[unit].append((name, level))
    return levels, troubles


def _figures(units: Sequence[Unit], round_: AwardRound) -> list[tuple[str, int, int]]:
    """(path, verified, reported) of each unit that reported in the year. One query."""
    rows = Measurement.objects.filter(
        below(tuple(unit.path for unit in units), "indicator__unit__path"),
        year=round_.year,
        agency=round_.agency_id,
        state__in=Measurement.COUNTS,
    )
    counted = (
        rows.order_by()
        .values("indicator__unit__path")
        .annotate(good=Count("pk", filter=Q(state=Measurement.State.VERIFIED)), n=Count("pk"))
    )
    return list(counted.values_list("indicator__unit__path", "good", "n"))
