"""What a report tells beside its indicators: promise, money, obstacles, innovations, words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Q, Subquery

from karsa.accounts.actor import Actor
from karsa.indicators.models import Innovation, ProgramBudget
from karsa.indicators.queries.innovations import InnovationRow, rows_of, with_card
from karsa.insights.models import ReportText
from karsa.monitoring.models import FollowUp, Obstacle
from karsa.org.models import Unit
from karsa.org.models.units import below
from karsa.plans.models import AgreementLine, PerformanceAgreement

Part = ReportText.Part


@dataclass(frozen=True, slots=True)
class Texts:
    """What people wrote, by part and indicator (0 for none); empty where nobody did."""

    words: dict[tuple[str, int], str]

    def of(self, part: str, indicator_id: int = 0) -> str:
        """The words of a part, about an indicator where it speaks of one."""
        return self.words.get((part, indicator_id), "")


def texts_of(unit: Unit, year: int) -> Texts:
    """Return what was written in the report. One query."""
    rows = ReportText.objects.filter(unit=unit, year=year)
    found = rows.values_list("part", "indicator", "text")
    return Texts({(part, indicator or 0): text for part, indicator, text in found})


def promised(unit: Unit, year: int) -> tuple[AgreementLine, ...]:
    """Return the lines of the unit's signed agreement with objective and parties. One query."""
    signed = PerformanceAgreement.State.SIGNED
    rows = AgreementLine.objects.filter(
        objective__agreement__unit=unit,
        objective__agreement__year=year,
        objective__agreement__state=signed,
    )
    parties = ("first_party", "second_party")
    names = [f"objective__agreement__{party}" for party in parties]
    return tuple(rows.select_related(*names).order_by("objective__order", "order"))


@dataclass(frozen=True, slots=True)
class Spending:
    """Programmes with their money, in whole rupiah; what is not known yet does not count as 0."""

    rows: tuple[ProgramBudget, ...]

    @property
    def ceiling(self) -> int:
        """Of all programmes."""
        return sum(row.ceiling for row in self.rows)

    @property
    def realised(self) -> int | None:
        """Of those that reported; None where none did."""
        known = [row.realised for row in self.rows if row.realised is not None]
        return sum(known) if known else None

    @property
    def share(self) -> Decimal | None:
        """The realisation in percent of the ceilings of those that reported."""
        told = sum(row.ceiling for row in self.rows if row.realised is not None)
        return share_of(told, self.realised)


def share_of(ceiling: int, realised: int | None) -> Decimal | None:
    """Return how much of a ceiling is realised, in percent; None where it is not known."""
    if realised is None or not ceiling:
        return None
    return (Decimal(realised) * 100 / ceiling).quantize(Decimal("0.01"))


def spending_of(unit: Unit, year: int) -> Spending:
    """Return the programmes of a unit and those below it; of a government all. One query."""
    owned = below((unit.path,), "program__owner__path")
    if unit.kind == Unit.Kind.GOVERNMENT:
        owned |= Q(program__owner=None)
    rows = ProgramBudget.objects.filter(owned, agency=unit.agency_id, year=year)
    return Spending(tuple(rows.select_related("program").order_by("program__code", "pk")))


def obstacles_of(actor: Actor, unit: Unit, year: int) -> tuple[Obstacle, ...]:
    """Return a year's obstacles the actor may see, with the newest step as `step`. One query."""
    newest = FollowUp.objects.filter(obstacle=OuterRef("pk")).order_by("-pk")
    rows = Obstacle.objects.visible_to(actor).filter(
        Q(raised_at__year=year) | Q(ended_on__year=year), below((unit.path,), "unit__path")
    )
    told = rows.with_names().annotate(step=Subquery(newest.values("text")[:1]))
    return tuple(told.order_by("pk"))


def innovations_of(actor: Actor, unit: Unit, year: int) -> Sequence[InnovationRow]:
    """Return what the unit tried or runs by the end of a year, with its outcome. Three queries."""
    begun = Innovation.objects.visible_to(actor).exclude(state=Innovation.State.IDEA)
    here = begun.filter(below((unit.path,), "unit__path"), changed_on__year__lte=year)
    return rows_of(list(with_card(here).order_by("-changed_on", "pk")))
