"""The import of an employee file, a slice of rows at a time."""

from collections.abc import Mapping, Sequence
from datetime import date

from karsa.jobs.verdict import Verdict, refused
from karsa.kit.spreadsheets import Sheet
from karsa.org.imports.change import Change, Planner
from karsa.org.imports.duplicates import Duplicates
from karsa.org.imports.known import Known
from karsa.org.imports.person import Person, read_person
from karsa.org.imports.writer import write
from karsa.org.services.raters_derived import derive_raters
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

Row = tuple[int, Mapping[str, str]]


class EmployeeImport:
    """Reads, compares and writes; the same rows again change nothing."""

    slice_size = 1000

    def __init__(
        self, agency: Agency, today: date, sheet: Sheet, *, names_heads: bool = True
    ) -> None:
        """Look through the file once for duplicates, and load units and positions.

        Without `names_heads` a row that would make somebody head of a unit is refused.
        """
        self._agency, self._today = agency, today
        self._duplicates = Duplicates()
        self._duplicates.read(sheet.rows("nip", "born", "external_id"))
        self._planner = Planner(agency, today, names_heads=names_heads)
        self.total = self._duplicates.count

    def take(self, rows: Sequence[Row], *, write_down: bool) -> list[Verdict]:
        """Return a verdict per row; with `write_down`, write in the caller's transaction.

        About ten queries per slice, none per row. Without `write_down` nothing is written.
        """
        verdicts, people = self._read(rows)
        known = Known(self._agency, people)
        changes: list[Change] = []
        for person in people:
            try:
                changes.append(self._planner.plan(person, known))
            except Refused as why:
                verdicts.append(refused(person.line, person.name, why))
        if write_down:
            write(self._planner, changes)
        return sorted([*verdicts, *(change.verdict() for change in changes)], key=lambda v: v.line)

    def finish(self) -> None:
        """Derive the raters of everybody from the structure that now stands."""
        derive_raters(agency=self._agency, day=self._today)

    def _read(self, rows: Sequence[Row]) -> tuple[list[Verdict], list[Person]]:
        verdicts: list[Verdict] = []
        people: list[Person] = []
        for line, row in rows:
            try:
                if why := self._duplicates.refusal(line):
                    raise why
                people.append(read_person(line, row))
            except Refused as why:
                verdicts.append(refused(line, row["name"], why))
        return verdicts, people
