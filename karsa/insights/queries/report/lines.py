"""The heart of a unit's report: what was to be reached, what was, and what people say of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator, Measurement, Target
from karsa.indicators.queries.due import Aim
from karsa.indicators.queries.heading import goals_of, slots_of
from karsa.indicators.queries.year import IndicatorYear, with_card, years_of
from karsa.insights.queries.report.parts import Part, Texts
from karsa.kit.course import Slot
from karsa.kit.formats import number
from karsa.org.models import Unit
from karsa.plans.models import AgreementLine
from karsa.rules.achievement import FULL, Polarity
from karsa.rules.lights import Light

_BETTER = {Polarity.MAXIMIZE: 1, Polarity.MINIMIZE: -1}


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of the report; `end` is what the strategic plan wants by `end_year`."""

    objective: str
    row: IndicatorYear
    end: Decimal | None
    end_year: int | None
    causes: str
    follow_up: str
    is_over: bool

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The year as a picture."""
        return slots_of(self.row)

    @property
    def goals(self) -> tuple[Decimal, ...]:
        """The year's target, or both ends of its range."""
        return goals_of(self.row.aim)

    @property
    def reached(self) -> bool:
        """It met the year's target, or, while the year runs, what was due by now."""
        value = self.row.achievement.value if self.is_over else self.row.pace.value
        return value is not None and value >= FULL

    @property
    def words(self) -> str:
        """The finding in a sentence; nothing is said of what nobody measured."""
        row = self.row
        if row.value is None:
            return gettext("Belum ada data.")
        facts = {"value": f"{number(row.value)} {row.measure}", "target": target_words(row.aim)}
        if not row.aim.known:
            return gettext("Realisasi %(value)s; target belum ditetapkan.") % facts
        told = gettext("Realisasi %(value)s dari target %(target)s.") % facts
        return f"{told} {self.compared}".strip()

    @property
    def compared(self) -> str:
        """Against last year; only for a year that is over, since a sum still grows."""
        row, sign = self.row, _BETTER.get(Polarity(self.row.polarity))
        if not self.is_over or sign is None or row.value is None or row.last_year is None:
            return ""
        moved = (row.value - row.last_year) * sign
        facts = {"last": number(row.last_year)}
        if moved == 0:
            return gettext("Sama dengan tahun lalu.")
        if moved > 0:
            return gettext("Lebih baik daripada tahun lalu (%(last)s).") % facts
        return gettext("Belum sebaik tahun lalu (%(last)s).") % facts


@dataclass(frozen=True, slots=True)
class Results:
    """A report's indicators in the order of the agreement, then the unit's others."""

    lines: tuple[Line, ...]
    is_over: bool

    @property
    def reached(self) -> int:
        """How many met their target, or are where they should be by now."""
        return sum(line.reached for line in self.lines)

    @property
    def unknown(self) -> int:
        """How many nobody has measured this year."""
        return sum(line.row.light is Light.NONE for line in self.lines)

    @property
    def month(self) -> str:
        """The name of the last month that was measured; empty without one."""
        last = max((line.row.last_month or 0 for line in self.lines), default=0)
        return self.lines[0].row.months[last - 1].name if last else ""


def results_of(
    actor: Actor,
    unit: Unit,
    year: int,
    lines: Sequence[AgreementLine],
    texts: Texts,
    figures: QuerySet[Measurement] | None = None,
) -> Results:
    """Return the indicators of a unit's report in `year`. Three queries for any number.

    Those its agreement promises and its own active ones; a region's also those of its plan. Only
    among `figures` where they are given; else every figure that counts.
    """
    found: list[Any] = list(_rows(actor, unit, lines))
    years = years_of(found, year, actor.today, figures=figures)
    order = {line.indicator_id: place for place, line in enumerate(lines)}
    goals = {line.indicator_id: line.objective.text for line in lines}
    is_over = actor.today > date(year, 12, 31)
    found.sort(key=lambda row: (order.get(row.pk, len(order)), _objective(row), row.name))
    rows = (
        Line(
            objective=goals.get(row.pk) or _objective(row),
            row=years[row.pk],
            end=row.end_target,
            end_year=row.end_year,
            causes=texts.of(Part.CAUSES, row.pk),
            follow_up=texts.of(Part.FOLLOW_UP, row.pk),
            is_over=is_over,
        )
        for row in found
    )
    return Results(tuple(rows), is_over)


def target_words(aim: Aim) -> str:
    """A target as people write it; empty where there is none. No query."""
    if aim.low is not None and aim.high is not None:
        return f"{number(aim.low)}–{number(aim.high)}"
    return "" if aim.value is None else number(aim.value)


def _rows(actor: Actor, unit: Unit, lines: Sequence[AgreementLine]) -> QuerySet[Indicator]:
    mine = Q(unit=unit) | Q(pk__in=[line.indicator_id for line in lines if line.indicator_id])
    if unit.kind == Unit.Kind.GOVERNMENT:
        mine |= Q(objective__isnull=False)
    ends = Target.objects.filter(indicator=OuterRef("pk"), year=OuterRef("end_year"), month=0)
    rows = Indicator.objects.visible_to(actor).filter(mine, is_active=True)
    return (
        with_card(rows.select_related("objective", "node__objective"))
        .annotate(end_year=Coalesce("objective__plan__last_year", "node__plan__last_year"))
        .annotate(end_target=Subquery(ends.values("value")[:1]))
        .order_by("pk")
    )


def _objective(row: Indicator) -> str:
    objective = row.objective or (row.node.objective if row.node else None)
    if objective:
        return objective.text
    return row.node.text if row.node else gettext("Indikator lain")
