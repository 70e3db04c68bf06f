"""What is not covered: objectives without indicator, indicators nobody carries, people tied to
nothing. Counts first, by unit; a list is read a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators.models import Indicator, StrategicPlan, StrategyItem
from karsa.kit.remembered import remembered_rows
from karsa.org.models import Assignment, Employee, EmployeeStatus, Unit
from karsa.org.models.units import below
from karsa.plans.models import (
    AgreementLine,
    IndividualIndicator,
    PerformanceAgreement,
    PerformancePlan,
    WorkResult,
)

_WHOLE = (Role.REGENT, Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR, Role.INSPECTOR)


class Part(StrEnum):
    """The three gaps; the codes stand in the address."""

    OBJECTIVES = "sasaran"
    INDICATORS = "indikator"
    PEOPLE = "pegawai"


ORDER: Mapping[Part, Sequence[str]] = {
    Part.OBJECTIVES: ("code", "pk"),
    Part.INDICATORS: ("unit__path", "name", "pk"),
    Part.PEOPLE: ("unit__path", "employee__name", "pk"),
}
# Where a row's unit lies.
_UNIT = {Part.OBJECTIVES: "owner", Part.INDICATORS: "unit", Part.PEOPLE: "unit"}


@dataclass(frozen=True, slots=True)
class Field:
    """Where one looks: a unit with what lies below it (None: all one may see), and a year."""

    actor: Actor
    year: int
    unit: Unit | None = None

    def within(self, name: str) -> Q:
        """Rows whose unit `name` lies in the field."""
        if self.unit is not None:
            return below((self.unit.path,), f"{name}__path")
        return Q()


def gaps(part: Part, field: Field) -> QuerySet[Any]:
    """Return the rows of one gap. No query yet."""
    rows = {
        Part.OBJECTIVES: _objectives,
        Part.INDICATORS: _indicators,
        Part.PEOPLE: _people,
    }[part](field)
    return rows.filter(field.within(_UNIT[part]))


def _objectives(field: Field) -> QuerySet[StrategyItem]:
    """Objectives of the plans of the year that no active indicator measures."""
    measured = Indicator.objects.filter(is_active=True).filter(
        Q(objective=OuterRef("pk")) | Q(objective=None, node__objective=OuterRef("pk"))
    )
    plans = StrategicPlan.objects.filter(
        agency=field.actor.agency, first_year__lte=field.year, last_year__gte=field.year
    )
    rows = StrategyItem.objects.filter(
        plan__in=plans.values("pk"), kind=StrategyItem.Kind.OBJECTIVE
    )
    return rows.exclude(Exists(measured)).select_related("owner")


def _indicators(field: Field) -> QuerySet[Indicator]:
    """Active indicators that stand in no agreement of the year and in nobody's plan."""
    promised = AgreementLine.objects.filter(
        indicator=OuterRef("pk"), objective__agreement__year=field.year
    ).exclude(objective__agreement__state=PerformanceAgreement.State.SUPERSEDED)
    plans = PerformancePlan.objects.current().filter(year=field.year)
    carried = IndividualIndicator.objects.filter(
        indicator=OuterRef("pk"), result__plan__in=plans.values("pk")
    )
    rows = Indicator.objects.visible_to(field.actor).filter(is_active=True)
    return rows.exclude(Exists(promised)).exclude(Exists(carried)).select_related("unit")


def _people(field: Field) -> QuerySet[Assignment]:
    """Posts whose holder owes a plan, but has none, or one in which nothing serves a leader's
    result or carries an indicator. Of the people the actor may see."""
    today = field.actor.today
    exempt = EmployeeStatus.objects.on(today).exclude(kind__in=EmployeeStatus.OWES_PLAN)
    plans = PerformancePlan.objects.current().filter(year=field.year, assignment=OuterRef("pk"))
    tied = WorkResult.objects.filter(
        Q(supports__isnull=False) | Q(measures__indicator__isnull=False),
        plan__year=field.year,
        plan__assignment=OuterRef("pk"),
        plan__in=PerformancePlan.objects.current().values("pk"),
    )
    return (
        Assignment.objects.visible_to(field.actor)
        .on(today)
        .filter(employee__is_active=True)
        .exclude(employee__employment=Employee.Employment.NON_ASN)
        .exclude(Exists(exempt.filter(employee=OuterRef("employee"))))
        .exclude(Exists(tied))
        .annotate(has_plan=Exists(plans))
        .select_related("employee", "unit", "position")
    )


@dataclass(frozen=True, slots=True)
class UnitGap:
    """A unit and how much of the gap lies in it and below it."""

    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How large each gap is in the field, and how the chosen one lies over the units below."""

    part: Part
    counts: Mapping[Part, int]
    units: tuple[UnitGap, ...]

    @property
    def headline(self) -> str:
        """The finding."""
        count = self.counts[self.part]
        return _sentence(self.part, count) % {"count": count}


def _sentence(part: Part, count: int) -> str:
    if part is Part.OBJECTIVES:
        text = _("%(count)s sasaran belum punya indikator")
        return text if count else _("Setiap sasaran punya indikator")
    if part is Part.INDICATORS:
        text = _("%(count)s indikator belum dipikul siapa pun")
        return text if count else _("Setiap indikator ada yang memikul")
    one = ngettext(
        "%(count)s pegawai belum terhubung ke hasil mana pun",
        "%(count)s pegawai belum terhubung ke hasil mana pun",
        count,
    )
    return one if count else _("Setiap pegawai terhubung ke hasil di atasnya")


def coverage_of(part: Part, field: Field, units: Sequence[Unit]) -> Coverage:
    """Count the gaps of the field, and those of `part` in each of `units` (with what lies below).

    Three queries for any size, two while no post or plan changes.
    """
    found = {one: by_path(one, field) for one in Part}
    counts = {one: sum(paths.values()) for one, paths in found.items()}
    shares = (
        UnitGap(unit, sum(n for path, n in found[part].items() if path.startswith(unit.path)))
        for unit in units
    )
    ordered = sorted(shares, key=lambda one: (-one.count, one.unit.name))
    return Coverage(part, counts, tuple(one for one in ordered if one.count))


def by_path(part: Part, field: Field) -> dict[str, int]:
    """How much of a gap lies in each unit. One query; people are many, and kept until a change."""
    path = Coalesce(f"{_UNIT[part]}__path", Value(""))
    rows = gaps(part, field).order_by().values(path=path).annotate(n=Count("pk"))
    if part is not Part.PEOPLE:
        return dict(rows.values_list("path", "n"))
    where = field.unit.path if field.unit else ""
    asked = f"uncovered:{field.actor.sight}:{field.year}:{where}"
    return remembered_rows(asked, lambda: dict(rows.values_list("path", "n")))


def sees_whole(actor: Actor) -> bool:
    """Whether the actor's duty is the whole agency."""
    return actor.has(*_WHOLE)


def units_to_choose(actor: Actor, unit: Unit | None) -> QuerySet[Unit]:
    """The units below `unit`, or where one begins: offices, or the units one answers for."""
    rows = Unit.objects.visible_to(actor).filter(is_open=True)
    if unit is not None:
        return rows.filter(parent=unit)
    own = actor.led_paths + actor.granted_paths
    if sees_whole(actor) or not own:
        return rows.filter(parent__parent=None, parent__isnull=False)
    return rows.filter(path__in=own)
