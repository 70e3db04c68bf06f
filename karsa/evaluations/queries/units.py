"""The units whose achievement the actor may set, with what their indicators carry."""

from dataclasses import dataclass

from karsa.accounts.actor import Actor
from karsa.evaluations.models import OrganisationGrade
from karsa.evaluations.queries.achievements import IndicatorFact
from karsa.evaluations.queries.basis import level_facts
from karsa.evaluations.queries.organisation import LevelProposal, propose_level, setters_in
from karsa.org.models import Assignment, Period, RaterLine, Unit
from karsa.org.queries.rules import values_of


@dataclass(frozen=True, slots=True)
class UnitLevel:
    """One unit on the page of organisation grades."""

    unit_id: int
    name: str
    head: str
    grade: OrganisationGrade | None
    proposal: LevelProposal
    indicators: tuple[IndicatorFact, ...]

    @property
    def chosen(self) -> str:
        """What the form shows first: what is set, else what is proposed."""
        if self.grade is not None:
            return self.grade.level
        return self.proposal.level.value if self.proposal.level else "good"


def units_to_set(actor: Actor, period: Period) -> tuple[UnitLevel, ...]:
    """Return the units the actor may set in `period`, by the tree. Nine queries at most."""
    own = values_of(actor.agency, period.year, "organisation_grade").get("set_by")
    heads = _heads(actor)
    units = [
        unit
        for unit in Unit.objects.filter(agency=actor.agency, is_open=True).order_by("path")
        if _may(actor, unit, heads.get(unit.pk), own)
    ]
    keys = [unit.pk for unit in units]
    rows = OrganisationGrade.objects.filter(unit__in=keys, period=period)
    grades = {row.unit_id: row for row in rows}
    facts = level_facts(actor.agency, keys, period)
    return tuple(_row(unit, heads, grades, facts[unit.pk]) for unit in units)


def _heads(actor: Actor) -> dict[int, tuple[Assignment, int | None]]:
    """The head of every unit and that head's rater. Two queries."""
    heads = Assignment.objects.on(actor.today).filter(agency=actor.agency, is_head=True)
    lines = RaterLine.objects.on(actor.today).filter(assignment__in=heads.values("pk"))
    raters = dict(lines.values_list("assignment_id", "rater_id"))
    found = heads.select_related("employee").order_by("kind", "-starts")
    return {head.unit_id: (head, raters.get(head.pk)) for head in reversed(found)}


def _may(
    actor: Actor, unit: Unit, head: tuple[Assignment, int | None] | None, own: list[str] | None
) -> bool:
    post, superior = head or (None, None)
    may = setters_in(unit, post.employee_id if post else None, superior, own)
    return may.lets(actor)


def _row(
    unit: Unit,
    heads: dict[int, tuple[Assignment, int | None]],
    grades: dict[int, OrganisationGrade],
    facts: tuple[IndicatorFact, ...],
) -> UnitLevel:
    head = heads.get(unit.pk)
    return UnitLevel(
        unit_id=unit.pk,
        name=unit.name,
        head=head[0].employee.full_name if head else "",
        grade=grades.get(unit.pk),
        proposal=propose_level(facts),
        indicators=facts,
    )
