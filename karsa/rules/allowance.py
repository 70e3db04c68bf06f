"""The allowance (TPP): what a rule may ask about a person, and who is paid now and who is not.

Nobody is cut for another's silence: what waits for a leader counts in full, and says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from karsa.rules.formula.reckoning import Value
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.tenure import Span

BASE = "pagu"
WHOLE = Decimal(100)
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that a formula may use: what it is, in what it is counted, where it comes from."""

    label: str
    unit: str
    source: str
    is_list: bool = False


_AMOUNTS = _("Impor pagu TPP per jabatan")
_ATTENDANCE = _("Impor kehadiran")
_CUTS = _("Impor potongan TPP")
_JOURNAL = _("Catatan harian bulan itu")
_EVALUATION = _("Evaluasi periode yang dipakai")
_CALENDAR = _("Kalender kerja")
INPUTS: Mapping[str, Input] = {
    BASE: Input(_("Besaran TPP jabatan sebulan"), "Rp", _AMOUNTS),
    "kelas": Input(_("Kelas jabatan"), "", _AMOUNTS),
    "predikat": Input(_("Predikat, 1 Sangat Kurang sampai 5 Sangat Baik"), "", _EVALUATION),
    "capaian": Input(_("Rata-rata capaian hasil kerja, 1 berarti 100%"), "", _EVALUATION),
    "menit": Input(_("Menit kerja menurut catatan"), _("menit"), _JOURNAL),
    "catatan": Input(_("Banyaknya catatan"), "", _JOURNAL),
    "jeda": Input(_("Jeda lapor tiap catatan"), _("hari"), _JOURNAL, is_list=True),
    "jeda_akhir_pekan": Input(
        _("Jeda lapor catatan hari kerja terakhir dalam pekan"), _("hari"), _JOURNAL, is_list=True
    ),
    "hari_kerja": Input(_("Hari kerja dalam bulan itu"), _("hari"), _CALENDAR),
    "hari_cuti": Input(_("Hari kerja yang dipakai cuti"), _("hari"), _CALENDAR),
    "hari_hadir": Input(_("Hari hadir"), _("hari"), _ATTENDANCE),
    "terlambat": Input(_("Menit tiap kali terlambat"), _("menit"), _ATTENDANCE, is_list=True),
    "pulang_cepat": Input(_("Menit tiap kali pulang cepat"), _("menit"), _ATTENDANCE, is_list=True),
    "tanpa_rekam": Input(_("Kali tidak merekam kehadiran"), _("kali"), _ATTENDANCE),
    "tanpa_keterangan": Input(_("Hari tanpa keterangan"), _("hari"), _ATTENDANCE),
    "tidak_apel": Input(_("Kali tidak ikut apel atau upacara"), _("kali"), _ATTENDANCE),
    "menit_kurang": Input(_("Pengurangan menit karena kehadiran"), _("menit"), _ATTENDANCE),
    "iuran_bpjs": Input(_("Iuran BPJS"), "Rp", _CUTS),
    "potongan_sah": Input(_("Potongan lain yang sah"), "Rp", _CUTS),
}
KNOWN = {name: one.is_list for name, one in INPUTS.items()}
EVALUATED = frozenset({"predikat", "capaian"})
# From the worst to the best: what `predikat` is worth.
GRADES = ("very_poor", "poor", "needs_improvement", "good", "very_good")


class Standing(StrEnum):
    """Whether a person's line can be paid, and if not, why."""

    READY = "ready"
    MISSING = "missing"
    PROBLEM = "problem"
    PERIOD_OPEN = "period_open"
    REOPENED = "reopened"
    UNFINISHED = "unfinished"
    CONTESTED = "contested"
    EXCUSED = "excused"


class Note(StrEnum):
    """What was counted in full because somebody else has not answered yet."""

    WAITING = "waiting"  # entries nobody has reviewed
    UNRATED = "unrated"  # no rating, or none that was handed over
    LAST_KNOWN = "last_known"  # the grade of the period before stands in
    NO_HOURS = "no_hours"  # entries without hours add no minutes


STANDING_WORDS: Mapping[str, str] = {
    Standing.READY: _("Siap dibayar"),
    Standing.MISSING: _("Belum ada data"),
    Standing.PROBLEM: _("Rumus tidak bisa dihitung"),
    Standing.PERIOD_OPEN: _("Periode evaluasi belum ditutup"),
    Standing.REOPENED: _("Periode evaluasi dibuka kembali"),
    Standing.UNFINISHED: _("Evaluasi belum selesai"),
    Standing.CONTESTED: _("Keberatan belum diputuskan"),
    Standing.EXCUSED: _("Berstatus khusus, diperiksa sendiri"),
}
NOTE_WORDS: Mapping[str, str] = {
    Note.WAITING: _(
        "%(count)s catatan menunggu atasan, bukan kesalahan Anda: dihitung seperti diterima."
    ),
    Note.UNRATED: _("Penilaian menunggu atasan, bukan kesalahan Anda: dihitung penuh."),
    Note.LAST_KNOWN: _(
        "Penilaian menunggu atasan, bukan kesalahan Anda: dipakai predikat terakhir yang diketahui."
    ),
    Note.NO_HOURS: _(
        "%(count)s catatan tidak memuat jam, jadi menitnya belum terhitung. Tulis jam mulai dan "
        "jam selesai pada catatan berikutnya."
    ),
}

# The rater has not come so far; the person can do nothing about it.
_WITH_RATER = frozenset({"", "draft", "decided", "signed"})
_SETTLED = frozenset({"closed", "decided_on_objection"})


def is_silent(state: str) -> bool:
    """Whether an evaluation in this state ("" for none) waits for the rater."""
    return state in _WITH_RATER


def evaluation_standing(state: str, *, is_closed: bool, was_reopened: bool) -> Standing:
    """Say whether an evaluation stands in the way of a payout.

    A period that is open, an objection that is not decided and a result that is still with the
    person do; a rater's silence never does. `state`: of the evaluation, "" for none.
    """
    if not is_closed:
        return Standing.REOPENED if was_reopened else Standing.PERIOD_OPEN
    if state == "objected":
        return Standing.CONTESTED
    if is_silent(state) or state in _SETTLED:
        return Standing.READY
    return Standing.UNFINISHED


@dataclass(frozen=True, slots=True)
class Tenure:
    """The days of a month in each post, of how many, and which post's evaluation was used."""

    spans: tuple[Span, ...]
    of: int
    rated: int

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, figures as text."""
        spans = [
            {
                "post": one.post,
                "name": one.name,
                "days": one.days,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "amount": _plain(one.amount),
            }
            for one in self.spans
        ]
        return {"spans": spans, "of": self.of, "rated": self.rated}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted of one person, and what somebody has verified of it.

    `values`: by name, None where there is no figure. `verified`: only where it differs, as if all
    that waits were sent back. `silent`: names without a figure because a rater has not answered.
    `tenure`: only of who did not hold one post the whole month.
    """

    values: Mapping[str, Value | None]
    verified: Mapping[str, Value] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    notes: tuple[tuple[str, int], ...] = ()
    standing: Standing = Standing.READY
    tenure: Tenure | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain JSON in a fixed order, figures as text, so that the same facts are the same bytes.

        The standing is kept beside it.
        """
        kept = {
            "values": figures_as_json(self.values),
            "verified": figures_as_json(self.verified),
            "silent": sorted(self.silent),
            "notes": [list(note) for note in self.notes],
        }
        return kept | {"tenure": self.tenure.as_json()} if self.tenure else kept


def figures_as_json(values: Mapping[str, Value | None]) -> dict[str, Any]:
    """Figures as text by name, in a fixed order."""
    return {name: _plain(values[name]) for name in sorted(values)}


def figures_from(kept: Mapping[str, Any]) -> dict[str, Value | None]:
    """Read what `figures_as_json` wrote."""
    return {name: _value(one) for name, one in kept.items()}


def facts_from(kept: Mapping[str, Any]) -> Facts:
    """Read what `as_json` wrote."""
    return Facts(
        values=figures_from(kept["values"]),
        verified={name: _figure(one) for name, one in kept["verified"].items()},
        silent=frozenset(kept["silent"]),
        notes=tuple((code, count) for code, count in kept["notes"]),
        tenure=_tenure(kept.get("tenure")),
    )


def minutes_between(starts: time, ends: time) -> int:
    """Minutes from one hour to the next such hour; past midnight it runs into the next day."""
    first, last = starts.hour * 60 + starts.minute, ends.hour * 60 + ends.minute
    return (last - first) % _DAY


def mean(values: Iterable[Decimal]) -> Decimal | None:
    """The mean; None of none."""
    found = tuple(values)
    return sum(found, Decimal(0)) / len(found) if found else None


def month_of(day: date) -> date:
    """The first of the month, by which a month is named."""
    return day.replace(day=1)


def check_month(month: date, today: date) -> None:
    """Let a month be worked out once it has begun. Raises: Refused."""
    if month > today:
        raise Refused(_("Bulan itu belum dimulai. Pilih bulan yang sudah berjalan."))


def _tenure(kept: Mapping[str, Any] | None) -> Tenure | None:
    if kept is None:
        return None
    spans = (
        Span(
            post=one["post"],
            name=one["name"],
            first=date.fromisoformat(one["first"]),
            last=date.fromisoformat(one["last"]),
            days=one["days"],
            amount=None if one["amount"] is None else Decimal(one["amount"]),
        )
        for one in kept["spans"]
    )
    return Tenure(tuple(spans), kept["of"], kept["rated"])


def _plain(value: Value | None) -> list[str] | str | None:
    if isinstance(value, tuple):
        return [_digits(one) for one in value]
    return None if value is None else _digits(value)


def _digits(value: Decimal) -> str:
    """1E+2, 100 and 100.00 are one figure."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _value(kept: list[str] | str | None) -> Value | None:
    return None if kept is None else _figure(kept)


def _figure(kept: list[str] | str) -> Value:
    return tuple(map(Decimal, kept)) if isinstance(kept, list) else Decimal(kept)
