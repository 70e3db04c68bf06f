"""The way back: BKN's Laporan SKP and Laporan Penilaian, and who keeps the record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.evaluations.models import NationalPlan, NationalRating
from karsa.jobs.verdict import Outcome
from karsa.kit.spreadsheets import Columns, Sheet
from karsa.org.models import Employee
from karsa.org.services.importing import Kind, PeopleRows
from karsa.rules.dates import check_order, read_day
from karsa.rules.national import read_grade, read_rating
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_YES = ("1", "true", "ya", "y", "t")
# The columns of BKN's files; headers are matched loosely, other columns are never read.
_PLANS: Columns = {
    "nip": ("nip", "nip baru"),
    "name": ("nama",),
    "external_id": ("skp_id",),
    "status": ("skp_status", "status"),
    "starts": ("periode_awal",),
    "ends": ("periode_akhir",),
    "unit": ("skp_unor", "unit"),
    "position": ("skp_jabatan", "jabatan"),
    "is_acting": ("is_plt_plh",),
}
_RATINGS: Columns = {
    "nip": ("nip", "nip baru"),
    "name": ("nama",),
    "external_id": ("id",),
    "starts": ("periode_awal_skp",),
    "ends": ("periode_akhir_skp",),
    "result": ("hasil_kerja",),
    "behaviour": ("perilaku_kerja",),
    "grade": ("hasil_akhir",),
}


def _plan(person: Employee, cells: Mapping[str, str], *, write_down: bool) -> Outcome:
    said = _days(cells) | {
        "status": cells.get("status", "")[:80],
        "unit": cells.get("unit", "")[:300],
        "position": cells.get("position", "")[:300],
        "is_acting": cells.get("is_acting", "").casefold() in _YES,
    }
    return _keep(NationalPlan, person, cells["external_id"], said, write_down=write_down)


def _rating(person: Employee, cells: Mapping[str, str], *, write_down: bool) -> Outcome:
    said = _days(cells) | {
        "result_rating": read_rating(cells["result"]),
        "behaviour_rating": read_rating(cells["behaviour"]),
        "grade": read_grade(cells["grade"]),
    }
    return _keep(NationalRating, person, cells["external_id"], said, write_down=write_down)


def _days(cells: Mapping[str, str]) -> dict[str, Any]:
    starts, ends = read_day(cells["starts"]), read_day(cells["ends"])
    check_order(starts, ends)
    return {"starts": starts, "ends": ends}


def _keep(
    model: type[NationalPlan] | type[NationalRating],
    person: Employee,
    external_id: str,
    said: dict[str, Any],
    *,
    write_down: bool,
) -> Outcome:
    if not external_id:
        return Outcome.UNCHANGED  # BKN lists people without a plan, too
    same: dict[str, Any] = {"agency_id": person.agency_id, "external_id": external_id[:64]}
    said = said | {"employee": person}
    rows = model.objects
    if rows.filter(**same, **said).exists():
        return Outcome.UNCHANGED
    if write_down:
        rows.update_or_create(**same, defaults=said)
    return Outcome.TAKEN


def _plans_import(agency: Agency, today: date, sheet: Sheet) -> PeopleRows:
    return PeopleRows(agency, today, sheet, _plan)


def _ratings_import(agency: Agency, today: date, sheet: Sheet) -> PeopleRows:
    return PeopleRows(agency, today, sheet, _rating)


REPORTS = {
    "national_plans": Kind(
        _PLANS, ("nip", "external_id", "starts", "ends"), _plans_import, _("SKP dari BKN")
    ),
    "national_ratings": Kind(
        _RATINGS,
        ("nip", "external_id", "starts", "ends", "result", "behaviour", "grade"),
        _ratings_import,
        _("penilaian dari BKN"),
    ),
}


@transaction.atomic
def choose_mode(*, actor: Actor, mode: str) -> Agency:
    """Say whether BKN or this house keeps the record. Raises PermissionDenied, Refused."""
    if not actor.has(Role.PERFORMANCE_MANAGER):
        raise PermissionDenied
    if mode not in Agency.Mode.values:
        raise Refused(_("Pilih satu: pendamping atau mandiri."))
    row = Agency.objects.select_for_update().get(pk=actor.agency.pk)
    row.mode = mode
    row.save(update_fields=["mode"])
    record(actor, "evaluations.mode_chosen", row, note=mode)
    return row
