"""Rows that name a person by NIP and say one thing about them: what such imports share."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.jobs.verdict import Outcome, Verdict, refused
from karsa.kit.spreadsheets import Sheet
from karsa.org.models import Employee
from karsa.rules import nip as nips
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

UNKNOWN = gettext_noop("NIP pegawai tidak ada di daftar pegawai.")
Row = tuple[int, Mapping[str, str]]


class Keep(Protocol):
    """What is done with one row: returns the outcome, or raises Refused with the reason."""

    def __call__(
        self, person: Employee, cells: Mapping[str, str], *, write_down: bool
    ) -> Outcome: ...


class PeopleRows:
    """Reads, checks and writes rows of people; the same table again changes nothing."""

    slice_size = 500

    def __init__(self, agency: Agency, today: date, sheet: Sheet, keep: Keep) -> None:
        """Count the rows."""
        self._agency, self._keep = agency, keep
        self.total = sum(1 for _row in sheet.rows("nip"))

    def take(self, rows: Sequence[Row], *, write_down: bool) -> list[Verdict]:
        """Return a verdict per row. One query, and two for each row that is kept."""
        wanted = {known(cells["nip"]) for _line, cells in rows}
        found = Employee.objects.filter(agency=self._agency, nip__in=wanted)
        people = {person.nip: person for person in found}
        return [self._row(row, people, write_down) for row in rows]

    def finish(self) -> None:
        """Nothing: each row stands alone."""

    def _row(self, row: Row, people: Mapping[str, Employee], write_down: bool) -> Verdict:
        line, cells = row
        person = people.get(known(cells["nip"]))
        label = person.full_name if person else cells.get("name") or _("Tanpa nama")
        try:
            if person is None:
                raise Refused(UNKNOWN)
            return Verdict(line, self._keep(person, cells, write_down=write_down), label)
        except Refused as why:
            return refused(line, label, why)


def known(raw: str) -> str:
    """A number as people are known by; what is no NIP may be an agency's own number."""
    try:
        return nips.read(raw).digits
    except Refused:
        return raw.strip().lstrip("'")
