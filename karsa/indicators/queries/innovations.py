"""The innovation register: what was changed, and what an indicator did before and after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.indicators import policies
from karsa.indicators.models import (
    IndicatorCard,
    Innovation,
    InnovationMember,
    Measurement,
    Replication,
    Target,
)
from karsa.indicators.queries.sections import Subject
from karsa.kit.formats import MONTHS, number
from karsa.kit.turning import Turning, turning
from karsa.rules.achievement import Polarity
from karsa.rules.effect import Aim, Direction, Effect, effect

# Months on either side of the change; its own month belongs to neither.
SIDE = 6
Value = Decimal | None
_SENTENCES = {
    Direction.BETTER: _("Membaik %(percent)s, dari %(from)s ke %(to)s; %(n)s bulan sesudah"),
    Direction.WORSE: _("Memburuk %(percent)s, dari %(from)s ke %(to)s; %(n)s bulan sesudah"),
    Direction.SAME: _("Hampir tidak berubah, dari %(from)s ke %(to)s; %(n)s bulan sesudah"),
    Direction.UNKNOWN: _("Dari %(from)s ke %(to)s; %(n)s bulan sesudah"),
}
_LIGHTS = {Direction.BETTER: "good", Direction.WORSE: "bad", Direction.SAME: "warn"}


@dataclass(frozen=True, slots=True)
class MonthValue:
    """A month near the change; `after` tells the side."""

    name: str
    value: Value
    after: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the indicator did around the day of change, in its own measure."""

    effect: Effect
    measure: str
    months: tuple[MonthValue, ...]

    @property
    def sentence(self) -> str:
        """What happened in words ("Membaik 18%, dari 42 menit ke 34 menit; 5 bulan sesudah")."""
        found = self.effect
        if found.before is None or found.after is None:
            return str(_("Belum cukup data: perlu angka sebelum dan sesudah perubahan"))
        facts = {
            "from": f"{_short(found.before)} {self.measure}",
            "to": f"{_short(found.after)} {self.measure}",
            "percent": _percent(found.before, found.after),
            "n": found.months_after,
        }
        return str(_SENTENCES[found.direction]) % facts

    @property
    def light(self) -> str:
        """The tone of the direction, as a light's code."""
        return _LIGHTS.get(self.effect.direction, "none")

    @property
    def chart(self) -> Turning | None:
        """The months as a line with the day of change."""
        sides = ([one.value for one in self.months if one.after is side] for side in (False, True))
        return turning(*sides)


def _short(mean: Decimal) -> str:
    return number(mean.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _percent(before: Decimal, after: Decimal) -> str:
    return f"{number(abs(after - before) / abs(before) * 100, 0)}%" if before else ""


@dataclass(frozen=True, slots=True)
class InnovationRow:
    """An innovation with its outcome, where it has an indicator and a day of change."""

    innovation: Innovation
    outcome: Outcome | None


def register(actor: Actor, state: str = "") -> QuerySet[Innovation]:
    """The agency's innovations for a list, or those in one state."""
    rows = with_card(Innovation.objects.visible_to(actor))
    return rows.filter(state=state) if state in Innovation.State.values else rows


def with_card(rows: QuerySet[Innovation]) -> QuerySet[Innovation]:
    """Add what an outcome is told by."""
    newest = IndicatorCard.objects.filter(indicator=OuterRef("indicator")).order_by("-version")
    return rows.select_related("unit", "owner", "indicator").annotate(
        card_measure=Subquery(newest.values("measure")[:1]),
        card_polarity=Subquery(newest.values("polarity")[:1]),
    )


def rows_of(innovations: Sequence[Innovation]) -> tuple[InnovationRow, ...]:
    """Return rows of `with_card` with their outcomes. Two queries for any number."""
    told = [one for one in innovations if one.indicator_id and one.changed_on]
    figures, aims = _figures(told), _aims(told)
    return tuple(
        InnovationRow(one, _outcome(one, figures, aims) if one in told else None)
        for one in innovations
    )


def of_indicator(subject: Subject) -> tuple[InnovationRow, ...]:
    """Return what was changed to move an indicator, the newest first. Three queries."""
    rows = with_card(subject.indicator.innovations.all()).order_by("-pk")
    return rows_of(list(rows))


@dataclass(frozen=True, slots=True)
class InnovationPage:
    """One innovation: its row, team and copies, and what the reader may do."""

    row: InnovationRow
    members: tuple[InnovationMember, ...]
    replications: tuple[Replication, ...]
    writes: bool
    moves: bool


def innovation_page(actor: Actor, innovation: Innovation) -> InnovationPage:
    """Return the page of a row of `with_card`. Four queries."""
    return InnovationPage(
        row=rows_of([innovation])[0],
        members=tuple(innovation.members.select_related("employee").order_by("employee__name")),
        replications=tuple(innovation.replications.select_related("unit").order_by("since")),
        writes=policies.can_write_innovation(actor, innovation),
        moves=policies.can_move_innovation(actor, innovation),
    )


Figures = Mapping[int, Mapping[int, Decimal]]
Aims = Mapping[tuple[int, int], Aim]


def _figures(innovations: Sequence[Innovation]) -> Figures:
    """Valid monthly figures by indicator and month number (year x 12 + month). One query."""
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    years = {one.changed_on.year + step for one in innovations for step in (-1, 0, 1)}  # type: ignore[union-attr]
    rows = Measurement.objects.filter(
        indicator__in={one.indicator_id for one in innovations},
        year__in=years,
        state__in=Measurement.COUNTS,
    )
    for row in rows.only("indicator_id", "year", "month", "value"):
        found[row.indicator_id][row.year * 12 + row.month] = row.value
    return found


def _aims(innovations: Sequence[Innovation]) -> Aims:
    """What was to be reached in the year of the change, by indicator and year. One query."""
    rows = Target.objects.filter(indicator__in={one.indicator_id for one in innovations}, month=0)
    return {(row.indicator_id, row.year): Aim(row.value, row.low, row.high) for row in rows}


def _outcome(innovation: Any, figures: Figures, aims: Aims) -> Outcome:
    day: date = innovation.changed_on
    turn, mine = day.year * 12 + day.month, figures.get(innovation.indicator_id, {})
    numbers = (*range(turn - SIDE, turn), *range(turn + 1, turn + SIDE + 1))
    months = tuple(MonthValue(_month(one), mine.get(one), one > turn) for one in numbers)
    return Outcome(
        effect(
            Polarity(innovation.card_polarity or "maximize"),
            _known(months, after=False),
            _known(months, after=True),
            aims.get((innovation.indicator_id, day.year), Aim()),
        ),
        innovation.card_measure or "",
        months,
    )


def _known(months: Iterable[MonthValue], *, after: bool) -> list[Decimal]:
    return [one.value for one in months if one.after is after and one.value is not None]


def _month(number: int) -> str:
    year, month = divmod(number - 1, 12)
    return f"{gettext(MONTHS[month])} {year}"
