"""An indicator's figures of a year: by month, what was replaced, and why one may believe them."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.indicators import policies
from karsa.indicators.models import Indicator, IndicatorCard, Measurement
from karsa.indicators.queries.sections import Subject
from karsa.indicators.queries.year import MonthFigure
from karsa.kit.formats import MONTHS

State = Measurement.State


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its month, and what the reader may do with it."""

    measurement: Measurement
    is_valid: bool
    verifies: bool
    corrects: bool

    @property
    def month(self) -> str:
        """The month's name."""
        return gettext(MONTHS[self.measurement.month - 1])


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month's aim and, where it was reported, its valid figure."""

    month: MonthFigure
    figure: FigureRow | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The months of a year, the replaced figures, and the newest valid one, if there is any."""

    months: tuple[MonthRow, ...]
    replaced: tuple[FigureRow, ...]
    newest: FigureRow | None
    validity: str
    frequency: str


def figures_of(subject: Subject) -> Figures:
    """Return the year's figures. One query."""
    actor = subject.actor
    reports = policies.can_report(actor, subject.indicator.unit)
    found = (
        subject.indicator.measurements.filter(year=subject.year)
        .select_related("reported_by", "verified_by", "evidence", "indicator__unit")
        .order_by("-month", "-pk")
    )
    rows = [_figure(actor, row, reports) for row in found]
    valid = {row.measurement.month: row for row in rows if row.is_valid}
    return Figures(
        months=tuple(MonthRow(month, valid.get(month.month)) for month in subject.row.months),
        replaced=tuple(row for row in rows if row.measurement.state == State.REPLACED),
        newest=valid[max(valid)] if valid else None,
        validity=_label(IndicatorCard.Validity, subject.indicator, "validity"),
        frequency=_label(IndicatorCard.Frequency, subject.indicator, "frequency"),
    )


def _label(choices: type[TextChoices], indicator: Indicator, name: str) -> str:
    """The word for a field of the newest card, of a row that carries it."""
    code = getattr(indicator, f"card_{name}", None)
    return str(choices(code).label) if code else ""


def _figure(actor: Actor, row: Measurement, reports: bool) -> FigureRow:
    valid = row.state in Measurement.COUNTS
    waiting = row.state == State.REPORTED
    return FigureRow(row, valid, waiting and policies.can_verify(actor, row), reports and valid)
