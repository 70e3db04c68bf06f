"""What other offices' tables bring in: amounts by position, attendance, and cuts of a month."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from karsa.consequences.models import AllowanceAmount, AllowanceInput
from karsa.jobs.verdict import Outcome, Verdict, refused
from karsa.kit.spreadsheets import Columns, Sheet
from karsa.org.models import Employee, Position
from karsa.org.services.importing import Kind, PeopleRows
from karsa.rules.allowance import INPUTS, figures_as_json, month_of
from karsa.rules.cells import read_amount, read_rupiah
from karsa.rules.dates import read_day
from karsa.rules.formula.reckoning import Value
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_MOST_EVENTS = 100
_BETWEEN = re.compile(r"[;\s]+")
_PERSON: Columns = {
    "nip": ("nip", "nip baru"),
    "name": ("nama", "nama pegawai"),
    "month": ("bulan", "periode", "tanggal"),
}
_ATTENDANCE: Columns = {
    **_PERSON,
    "hari_hadir": ("hari_hadir", "hadir", "jumlah hadir"),
    "terlambat": ("terlambat", "menit terlambat", "daftar terlambat"),
    "pulang_cepat": ("pulang_cepat", "menit pulang cepat"),
    "tanpa_rekam": ("tanpa_rekam", "tidak merekam", "tidak absen"),
    "tanpa_keterangan": ("tanpa_keterangan", "alpa", "tk"),
    "tidak_apel": ("tidak_apel", "tidak apel", "tidak ikut apel"),
    "menit_kurang": ("menit_kurang", "pengurangan menit"),
}
_CUTS: Columns = {
    **_PERSON,
    "iuran_bpjs": ("iuran_bpjs", "bpjs", "iuran bpjs"),
    "potongan_sah": ("potongan_sah", "potongan", "potongan lain"),
}
_AMOUNTS: Columns = {
    "position": ("jabatan", "nama jabatan"),
    "job_class": ("kelas", "kelas jabatan"),
    "amount": ("pagu", "besaran", "besaran tpp", "tpp"),
    "starts": ("mulai", "berlaku mulai", "tmt"),
}


def _keep(
    kind: str,
    names: Sequence[str],
    person: Employee,
    cells: Mapping[str, str],
    *,
    write_down: bool,
) -> Outcome:
    """A person's month: an empty cell is nothing that happened, a missing column no data.

    What another table said of the month stays: the record of the ceremony may come by itself.
    """
    given = {name: _figure(name, cells[name]) for name in names if name in cells}
    row: dict[str, Any] = {"agency_id": person.agency_id, "employee": person, "kind": kind}
    row["month"] = month_of(read_day(cells["month"]))
    known = AllowanceInput.objects.filter(**row).values_list("figures", flat=True).first()
    figures = {**(known or {}), **figures_as_json(given)}
    if known == figures:
        return Outcome.UNCHANGED
    if write_down:
        AllowanceInput.objects.update_or_create(**row, defaults={"figures": figures})
    return Outcome.TAKEN


def _figure(name: str, raw: str) -> Value:
    if INPUTS[name].unit == "Rp":
        return read_rupiah(raw) or Decimal(0)
    if not INPUTS[name].is_list:
        return read_amount(raw) or Decimal(0)
    found = tuple(read_amount(part) or Decimal(0) for part in _BETWEEN.split(raw) if part)
    if len(found) > _MOST_EVENTS:
        raise Refused(_("Lebih dari 100 kejadian dalam satu bulan. Periksa barisnya."))
    return found


class AmountRows:
    """Reads, checks and writes the amount of each position."""

    slice_size = 500

    def __init__(self, agency: Agency, today: date, sheet: Sheet) -> None:
        """Count the rows and know the positions."""
        self._agency = agency
        self._positions: dict[str, list[Position]] = {}
        for one in Position.objects.filter(agency=agency).order_by("pk"):
            self._positions.setdefault(one.name.casefold(), []).append(one)
        self.total = sum(1 for _row in sheet.rows("position"))

    def take(
        self, rows: Sequence[tuple[int, Mapping[str, str]]], *, write_down: bool
    ) -> list[Verdict]:
        """Return a verdict per row. Two queries for each position of a row."""
        return [self._row(line, cells, write_down) for line, cells in rows]

    def finish(self) -> None:
        """Nothing: each row stands alone."""

    def _row(self, line: int, cells: Mapping[str, str], write_down: bool) -> Verdict:
        label = cells["position"].strip()
        try:
            positions = self._positions.get(label.casefold(), [])
            if not positions:
                raise Refused(_("Jabatan ini tidak dipegang siapa pun. Samakan namanya."))
            done = [self._keep(one, cells, write_down) for one in positions]
        except Refused as why:
            return refused(line, label, why)
        return Verdict(line, min(done, key=lambda one: one == Outcome.UNCHANGED), label)

    def _keep(self, position: Position, cells: Mapping[str, str], write_down: bool) -> Outcome:
        said = _amount(cells)
        row: dict[str, Any] = {
            "agency": self._agency,
            "position": position,
            "starts": read_day(cells["starts"]),
        }
        if AllowanceAmount.objects.filter(**row, **said).exists():
            return Outcome.UNCHANGED
        if write_down:
            AllowanceAmount.objects.update_or_create(**row, defaults=said)
        return Outcome.TAKEN


def _amount(cells: Mapping[str, str]) -> dict[str, int | None]:
    amount, job_class = read_rupiah(cells["amount"]), read_amount(cells.get("job_class", ""))
    if not amount:
        raise Refused(_("Besaran TPP kosong. Tulis rupiah penuh, misalnya 4.250.000."))
    if amount > 10**9:
        raise Refused(_("Besaran TPP lebih dari satu miliar rupiah. Periksa angkanya."))
    return {"amount": int(amount), "job_class": int(job_class) if job_class else None}


def _people(columns: Columns, kind: AllowanceInput.Kind, what: str) -> Kind:
    names = [name for name in columns if name not in _PERSON]
    keep = partial(_keep, kind.value, names)

    def importer(agency: Agency, today: date, sheet: Sheet) -> PeopleRows:
        return PeopleRows(agency, today, sheet, keep)

    return Kind(columns, ("nip", "month"), importer, what, bars_own=True)


TABLES = {
    "allowance_amounts": Kind(
        _AMOUNTS, ("position", "amount", "starts"), AmountRows, _("pagu TPP")
    ),
    "attendance": _people(_ATTENDANCE, AllowanceInput.Kind.ATTENDANCE, _("kehadiran")),
    "allowance_cuts": _people(_CUTS, AllowanceInput.Kind.CUTS, _("potongan TPP")),
}
