"""The units on whose achievement the actor has a say, with what it stands on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from karsa.accounts.actor import Actor
from karsa.evaluations.models import LevelAdvice, OrganisationGrade
from karsa.evaluations.policies import can_advise_level
from karsa.evaluations.queries.achievements import IndicatorFact
from karsa.evaluations.queries.annual import YearGround, year_grounds
from karsa.evaluations.queries.basis import level_facts
from karsa.evaluations.queries.organisation import LevelProposal, propose_level, setters_in
from karsa.kit.remembered import remembered_rows
from karsa.org.models import Assignment, Period, RaterLine, Unit
from karsa.org.queries.rules import values_of

# What the actor may do with a unit's level: set it, say what was expected, advise.
SET, EXPECT, ADVISE = "set", "expect", "advise"


@dataclass(frozen=True, slots=True)
class UnitLevel:
    """One unit on the page of organisation grades."""

    unit_id: int
    name: str
    head: str
    grade: OrganisationGrade | None
    proposal: LevelProposal
    indicators: tuple[IndicatorFact, ...]
    year: YearGround
    advice: LevelAdvice | None
    acts: frozenset[str]

    @property
    def chosen(self) -> str:
        """What the form shows first: what is set, else what is proposed."""
        if self.grade is not None:
            return self.grade.level
        return self.proposal.level.value if self.proposal.level else "good"


_Head = tuple[int, str, int | None]
_NOBODY: _Head = (0, "", None)


@dataclass(frozen=True, slots=True)
class Say:
    """What the actor may do with the level of a unit, and who leads it."""

    unit_id: int
    name: str
    head: str
    acts: frozenset[str]


def units_to_set(actor: Actor, period: Period) -> tuple[UnitLevel, ...]:
    """Return the units on which the actor has a say in `period`, by the tree.

    Eight queries at most, two less while no post changes.
    """
    asked = f"say:{actor.sight}:{period.pk}"
    own = remembered_rows(asked, lambda: list(says(actor, period)))
    keys = [say.unit_id for say in own]
    rows = OrganisationGrade.objects.filter(unit__in=keys, period=period)
    grades = {row.unit_id: row for row in rows}
    said = LevelAdvice.objects.filter(unit__in=keys, period=period).select_related("given_by")
    advice = {row.unit_id: row for row in said}
    facts = level_facts(actor.agency, keys, period)
    years = year_grounds(actor.agency, keys, period)
    return tuple(
        UnitLevel(
            unit_id=say.unit_id,
            name=say.name,
            head=say.head,
            grade=grades.get(say.unit_id),
            proposal=propose_level(facts[say.unit_id], years[say.unit_id]),
            indicators=facts[say.unit_id],
            year=years[say.unit_id],
            advice=advice.get(say.unit_id),
            acts=say.acts,
        )
        for say in own
    )


def says(actor: Actor, period: Period) -> Iterator[Say]:
    """Where the actor has a say at all. Two queries."""
    own = values_of(actor.agency, period.year, "organisation_grade").get("set_by")
    heads = _heads(actor)
    for unit in Unit.objects.filter(agency=actor.agency, is_open=True).order_by("path"):
        head = heads.get(unit.pk, _NOBODY)
        if acts := _acts(actor, unit, head, own, period):
            yield Say(unit.pk, unit.name, head[1], acts)


def _heads(actor: Actor) -> Mapping[int, _Head]:
    """The head of every unit, their name, and who rates them. One query."""
    lines = RaterLine.objects.on(actor.today).filter(assignment=OuterRef("pk"))
    heads = Assignment.objects.on(actor.today).filter(agency=actor.agency, is_head=True)
    rated = heads.annotate(rated_by=Subquery(lines.values("rater")[:1]))
    found = rated.select_related("employee").order_by("kind", "-starts")
    return {
        head.unit_id: (head.employee_id, head.employee.full_name, getattr(head, "rated_by", None))
        for head in reversed(found)
    }


def _acts(
    actor: Actor, unit: Unit, head: _Head, own: list[str] | None, period: Period
) -> frozenset[str]:
    person, _name, superior = head
    may = {
        SET: setters_in(unit, person, superior, own).lets(actor),
        EXPECT: period.is_annual and setters_in(unit, person, superior, None).lets(actor),
        ADVISE: can_advise_level(actor, unit, person),
    }
    return frozenset(act for act, lets in may.items() if lets)
