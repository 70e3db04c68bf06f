"""The part of an indicator's page that looks ahead: the chance, the picture, and the warning."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from karsa.indicators.queries.due import Aim
from karsa.indicators.queries.outlook import (
    EarlyWarning,
    Expected,
    Outlook,
    outlooks_of,
    warnings_of,
)
from karsa.indicators.queries.sections import Subject
from karsa.indicators.queries.year import IndicatorYear, MonthFigure
from karsa.kit.course import Slot
from karsa.kit.formats import number
from karsa.stats.forecast import MINIMUM


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the year is heading; `goals` are its target, or both ends of its range."""

    year: int
    row: IndicatorYear
    outlook: Outlook
    warning: EarlyWarning | None
    slots: tuple[Slot, ...]
    goals: tuple[Decimal, ...]

    @property
    def finding(self) -> str:
        """The year's end in words: value, band and target, or what is still needed."""
        if self.outlook.mean is None:
            return gettext(
                "Perkiraan muncul setelah %(minimum)s bulan berturut-turut berisi angka."
            ) % {"minimum": MINIMUM}
        names = ("mean", "low", "high")
        facts = {name: number(getattr(self.outlook, name)) for name in names}
        facts |= {"year": str(self.year), "measure": self.row.measure}
        if not self.goals:
            return (
                gettext("Akhir %(year)s: sekitar %(mean)s %(measure)s (%(low)s–%(high)s).") % facts
            )
        return gettext(
            "Akhir %(year)s: sekitar %(mean)s %(measure)s (%(low)s–%(high)s), target %(target)s."
        ) % (facts | {"target": "–".join(map(number, self.goals))})


def heading_of(subject: Subject) -> Heading | None:
    """Return where the subject's year is heading; None for a year that is over, or not begun.

    One query.
    """
    row, actor = subject.row, subject.actor
    outlooks = outlooks_of([row.indicator_id], subject.year)
    outlook = outlooks.get(row.indicator_id)
    if outlook is None or subject.year < actor.today.year:
        return None
    warnings = warnings_of(actor.agency, [row], subject.year, outlooks)
    return Heading(
        year=subject.year,
        row=row,
        outlook=outlook,
        warning=warnings[0] if warnings else None,
        slots=slots_of(row, outlook),
        goals=goals_of(row.aim),
    )


def slots_of(row: IndicatorYear, outlook: Outlook | None = None) -> tuple[Slot, ...]:
    """Return the months of a picture of the year, with what lies ahead where it is known."""
    ahead = {month.month: month for month in outlook.months} if outlook else {}
    return tuple(_slot(month, ahead.get(month.month)) for month in row.months)


def _slot(month: MonthFigure, ahead: Expected | None) -> Slot:
    return Slot(
        name=month.name,
        due=goals_of(month.aim),
        actual=month.so_far if month.actual is not None else None,
        mean=ahead.mean if ahead else None,
        low=ahead.low if ahead else None,
        high=ahead.high if ahead else None,
    )


def goals_of(aim: Aim) -> tuple[Decimal, ...]:
    """Return the target, or both ends of its range; nothing where there is none."""
    if aim.low is not None and aim.high is not None:
        return aim.low, aim.high
    return () if aim.value is None else (aim.value,)
