"""The periods of past years that results belong to; those that are missing are made closed."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_noop

from karsa.kit import formats
from karsa.org.models import Period
from karsa.rules.dates import check_order, read_day
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

_TOO_NEW = gettext_noop(
    "Impor ini untuk tahun yang sudah lewat. Hasil tahun %(year)s dinilai di Karsa."
)
_OTHER_YEAR = gettext_noop(
    "Baris ini tentang tahun %(year)s, sedangkan yang diimpor tahun %(wanted)s."
)
_OTHER_DAYS = gettext_noop("Masa ini tidak cocok dengan periode “%(name)s” yang ada di Karsa.")
_MONTHS_OF_A_QUARTER = 3
_ROMAN = ("I", "II", "III", "IV")
Span = tuple[date, date]


class PastPeriods:
    """Finds the month, quarter or year of a span."""

    def __init__(self, agency: Agency, today: date, year: int | None) -> None:
        """Load what there is. One query."""
        self._agency, self._today, self._year = agency, today, year
        rows = Period.objects.filter(agency=agency, year__lt=today.year)
        self._known = {(row.year, row.number): row for row in rows}

    def of(self, cells: Mapping[str, str]) -> tuple[Period, Span]:
        """Return a row's period with its days; a row without days is about the whole year.

        Raises Refused for this year's, another year than asked, or days that fit no period.
        """
        span = self._span(cells)
        ends = span[1]
        if ends.year >= self._today.year:
            raise Refused(_TOO_NEW, year=ends.year)
        if self._year and ends.year != self._year:
            raise Refused(_OTHER_YEAR, year=ends.year, wanted=self._year)
        return self._named(span), span

    def _span(self, cells: Mapping[str, str]) -> Span:
        if cells.get("starts") and cells.get("ends"):
            starts, ends = read_day(cells["starts"]), read_day(cells["ends"])
            check_order(starts, ends)
            return starts, ends
        said = cells.get("year", "")
        year = int(said) if said.isdecimal() else self._year or self._today.year - 1
        return date(year, 1, 1), date(year, 12, 31)

    def _named(self, span: Span) -> Period:
        made = self._made(span)
        found = self._known.setdefault((made.year, made.number), made)
        if not found.is_annual and (found.starts, found.ends) != span:
            raise Refused(_OTHER_DAYS, name=found.name)
        return found

    def _made(self, span: Span) -> Period:
        """A longer span than a quarter is the year's result, for a post held in part of it."""
        starts, ends = span
        months = (ends.year - starts.year) * 12 + ends.month - starts.month + 1
        number, name = 0, f"Tahun {ends.year}"
        if months == 1:
            number, name = ends.month, f"{formats.MONTHS[ends.month - 1]} {ends.year}"
        elif months <= _MONTHS_OF_A_QUARTER:
            number = (ends.month + 2) // _MONTHS_OF_A_QUARTER
            name = f"Triwulan {_ROMAN[number - 1]} {ends.year}"
        if not number:
            starts, ends = date(ends.year, 1, 1), date(ends.year, 12, 31)
        return Period(
            agency=self._agency,
            year=ends.year,
            number=number,
            name=name,
            starts=starts,
            ends=ends,
            is_closed=True,
        )

    def write(self) -> None:
        """Store the periods that were missing. One query."""
        fresh = [row for row in self._known.values() if row.pk is None]
        Period.objects.bulk_create(fresh)
