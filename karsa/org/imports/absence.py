"""Leave and rosters from the tables that personnel offices and wards keep."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_noop as _

from karsa.jobs.verdict import Outcome
from karsa.kit.spreadsheets import Sheet
from karsa.org.imports.people_rows import PeopleRows
from karsa.org.models import Employee, Leave, Shift
from karsa.rules.cells import read_hour
from karsa.rules.dates import check_order, read_day
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

# The first word that occurs decides.
_KINDS = (
    ("tanggungan", Leave.Kind.UNPAID),
    ("tahunan", Leave.Kind.ANNUAL),
    ("besar", Leave.Kind.LONG),
    ("sakit", Leave.Kind.SICK),
    ("lahir", Leave.Kind.BIRTH),
    ("penting", Leave.Kind.URGENT),
)


def leave_import(agency: Agency, today: date, sheet: Sheet) -> PeopleRows:
    """Return the importer of leave: NIP, kind, first and last day."""
    return PeopleRows(agency, today, sheet, _leave)


def roster_import(agency: Agency, today: date, sheet: Sheet) -> PeopleRows:
    """Return the importer of a roster: NIP, day, hours; a night shift ends on the next day."""
    return PeopleRows(agency, today, sheet, _shift)


def _leave(person: Employee, cells: Mapping[str, str], *, write_down: bool) -> Outcome:
    kind, starts, ends = _kind(cells["kind"]), read_day(cells["starts"]), read_day(cells["ends"])
    check_order(starts, ends)
    same = Leave.objects.filter(employee=person, kind=kind, starts=starts)
    if same.filter(ends=ends).exists():
        return Outcome.UNCHANGED
    if write_down:
        Leave.objects.update_or_create(
            employee=person, kind=kind, starts=starts, defaults={"ends": ends, **_of(person)}
        )
    return Outcome.TAKEN


def _kind(words: str) -> Leave.Kind:
    plain = words.casefold()
    for word, kind in _KINDS:
        if word in plain:
            return kind
    raise Refused(
        _(
            "Jenis cuti “%(text)s” tidak dikenali. Tulis tahunan, besar, sakit, melahirkan, alasan "
            "penting, atau di luar tanggungan negara."
        ),
        text=words[:40],
    )


def _shift(person: Employee, cells: Mapping[str, str], *, write_down: bool) -> Outcome:
    day, starts, ends = (
        read_day(cells["day"]),
        read_hour(cells["starts_at"]),
        read_hour(cells["ends_at"]),
    )
    if starts is None or ends is None:
        raise Refused(_("Tulis jam mulai dan jam selesai, misalnya 21.00 dan 07.00."))
    if Shift.objects.filter(employee=person, day=day, starts_at=starts, ends_at=ends).exists():
        return Outcome.UNCHANGED
    if write_down:
        Shift.objects.update_or_create(
            employee=person, day=day, starts_at=starts, defaults={"ends_at": ends, **_of(person)}
        )
    return Outcome.TAKEN


def _of(person: Employee) -> dict[str, int]:
    return {"agency_id": person.agency_id}
