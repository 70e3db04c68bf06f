"""A unit's year as a table to take away: numbers stay numbers, what is not known stays empty."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karsa.indicators.queries.year import IndicatorYear
from karsa.kit.formats import MONTHS
from karsa.kit.spreadsheets.writing import Value, exact
from karsa.rules.lights import LIGHT_NAMES

_HEADS = (
    _("Indikator"),
    _("Satuan"),
    _("Target setahun"),
    _("Batas bawah target"),
    _("Batas atas target"),
    _("Realisasi"),
    _("Capaian (%)"),
    _("Tahun lalu"),
    _("Lampu"),
)


def heads() -> list[str]:
    """The names of the columns: the year's, then its months."""
    return [*map(str, _HEADS), *map(gettext, MONTHS)]


def table_rows(years: Iterable[IndicatorYear]) -> Iterator[list[Value]]:
    """Yield a row of `heads` for each indicator: what was measured of itself in each month."""
    for one in years:
        aim = (one.aim.value, one.aim.low, one.aim.high)
        found = (*aim, one.value, one.achievement.value, one.last_year)
        light = gettext(LIGHT_NAMES[one.light])
        actual = {month.month: exact(month.actual) for month in one.months}
        months = (actual.get(number) for number in range(1, len(MONTHS) + 1))
        yield [one.name, one.measure, *map(exact, found), light, *months]
