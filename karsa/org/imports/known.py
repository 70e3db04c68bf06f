"""The people of a slice of rows whom Karsa already knows, with their post and status."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.org.imports.person import Person
from karsa.org.models import Assignment, Employee, EmployeeStatus
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

_TAKEN = gettext_noop(
    "NIP ini sudah dipakai pegawai lain (pns_id berbeda). Periksa NIP atau pns_id."
)
# A number kept as a float still shows these many of its first digits.
_KEPT_DIGITS = 15


class Known:
    """Lookups for one slice; three queries whatever its size, four when a NIP arrived broken."""

    def __init__(self, agency: Agency, people: Sequence[Person]) -> None:
        """Load everybody the rows may mean."""
        broken = [person.name for person in people if not person.nip]
        wanted = Q(nip__in=[person.nip for person in people if person.nip]) | Q(
            external_id__in=[person.external_id for person in people if person.external_id]
        )
        rows = list(Employee.objects.filter(wanted, agency=agency))
        if broken:
            rows += Employee.objects.filter(agency=agency, name__in=broken)
        employees = {row.pk: row for row in rows}
        self._by_nip = {row.nip: row for row in employees.values()}
        self._by_external = {row.external_id: row for row in employees.values() if row.external_id}
        self._posts = _open_posts(agency, list(employees))
        self._statuses = _open_statuses(agency, list(employees))

    def employee(self, person: Person) -> Employee | None:
        """Return whom the row means, None for somebody new.

        Raises Refused if the NIP is broken and nothing else tells who it is, or if the NIP
        belongs to somebody else.
        """
        found = self._by_external.get(person.external_id) if person.external_id else None
        if not person.nip:
            return self._mended(person, found)
        holder = self._by_nip.get(person.nip)
        if holder is None or found is holder:
            return found
        if found is not None or (person.external_id and holder.external_id):
            raise Refused(_TAKEN)
        return holder

    def post(self, employee: Employee) -> Assignment | None:
        """The open definitive post."""
        return self._posts.get(employee.pk)

    def status(self, employee: Employee) -> EmployeeStatus | None:
        """The open status that an import began."""
        return self._statuses.get(employee.pk)

    def _mended(self, person: Person, found: Employee | None) -> Employee:
        mended = found or self._by_first_digits(person)
        if mended is None:
            raise person.broken_nip or Refused(_TAKEN)
        person.nip = mended.nip
        person.repairs.append(_("NIP di berkas rusak; dilengkapi dari data yang sudah ada."))
        return mended

    def _by_first_digits(self, person: Person) -> Employee | None:
        """Somebody of the same name and birth whose number begins with the digits that are left."""
        mantissa = person.raw_nip.lower().partition("e")[0]
        digits = "".join(filter(str.isdigit, mantissa))[:_KEPT_DIGITS].rstrip("0")
        born: date | None = person.facts.get("born")  # type: ignore[assignment]
        fits = [
            row
            for row in self._by_nip.values()
            # The last digit left may have been rounded.
            if row.name == person.name
            and (born is None or row.born == born)
            and len(digits) > 8
            and row.nip.startswith(digits[:-1])
        ]
        return fits[0] if len(fits) == 1 else None


def _open_posts(agency: Agency, employees: list[int]) -> dict[int, Assignment]:
    rows = Assignment.objects.filter(
        agency=agency,
        employee__in=employees,
        kind=Assignment.Kind.DEFINITIVE,
        ends__isnull=True,
    )
    return {row.employee_id: row for row in rows}


def _open_statuses(agency: Agency, employees: list[int]) -> dict[int, EmployeeStatus]:
    rows = EmployeeStatus.objects.filter(
        agency=agency, employee__in=employees, ends__isnull=True, is_imported=True
    )
    return {row.employee_id: row for row in rows}
