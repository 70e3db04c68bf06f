"""The agency's figures of a period in sentences; groups that are kept back say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from karsa.evaluations.models import PeriodFigures
from karsa.kit.formats import number
from karsa.org.models import Employee, Period
from karsa.rules.disclosure import LEAST_OF_GROUP

_TITLES = {
    "sex": gettext_lazy("Jenis kelamin"),
    "age": gettext_lazy("Umur"),
    "employment": gettext_lazy("Status kepegawaian"),
}
_GROUPS = {
    "f": gettext_lazy("Perempuan"),
    "m": gettext_lazy("Laki-laki"),
    "under_35": gettext_lazy("Di bawah 35 tahun"),
    "35_44": gettext_lazy("35 sampai 44 tahun"),
    "45_54": gettext_lazy("45 sampai 54 tahun"),
    "55_up": gettext_lazy("55 tahun ke atas"),
    **{one.value: one.label for one in Employee.Employment},
}


@dataclass(frozen=True, slots=True)
class Line:
    """One group, unit or habit with its sentence; `people` empty where it is kept back."""

    name: str
    text: str
    people: int | None = None
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What a period's ratings say of the agency as a whole."""

    habits: tuple[Line, ...]
    gaps: tuple[tuple[str, tuple[Line, ...]], ...]
    difficulty: tuple[Line, ...]


def figures_shown(period: Period) -> Figures | None:
    """Return the agency's figures in words; None before they are measured. One query."""
    row = PeriodFigures.objects.filter(period=period).first()
    if row is None:
        return None
    told = row.figures
    return Figures(
        habits=(_recency(told.get("recency")), _halo(told.get("halo"))),
        gaps=tuple(
            (str(_TITLES[name]), tuple(_gap(one) for one in rows))
            for name, rows in told.get("gaps", {}).items()
            if rows
        ),
        difficulty=_difficulty(told.get("difficulty", [])),
    )


def _recency(told: Sequence[float] | None) -> Line:
    name = _("Awal atau akhir periode")
    if told is None:
        return Line(name, _too_little())
    text = _("Tidak terlihat bahwa kerja di akhir periode dinilai lain pada bukti yang setara")
    if told[1] > 0:
        text = _("Pada bukti yang setara, kerja di akhir periode dinilai lebih tinggi")
    elif told[2] < 0:
        text = _("Pada bukti yang setara, kerja di awal periode dinilai lebih tinggi")
    return Line(name, _with_range(text, told, _("tingkat")), stands_out=_is_sure(told))


def _halo(told: Sequence[float] | None) -> Line:
    name = _("Satu kesan untuk semua")
    if told is None:
        return Line(name, _too_little())
    text = _("Hasil dan perilaku dinilai terpisah, seperti buktinya")
    if told[1] > 0:
        text = _("Hasil dan perilaku naik turun bersama di luar yang ditunjukkan buktinya")
    return Line(name, _with_range(text, told, ""), stands_out=told[1] > 0)


def _gap(row: Mapping[str, Any]) -> Line:
    name = str(_GROUPS.get(row["group"], row["group"]))
    if row["hidden"]:
        text = _(
            "Tidak ditampilkan: kelompok di bawah %(least)s orang, atau yang membuka jumlahnya."
        )
        return Line(name, text % {"least": LEAST_OF_GROUP})
    told = row["gap"]
    if told is None:
        is_base = row.get("is_base", True)
        text = _("Pembanding: kelompok terbesar.") if is_base else _too_little()
        return Line(name, text, row["n"])
    text = _("Tidak terlihat beda pada bukti yang setara")
    if _is_sure(told):
        text = _("Dinilai lebih tinggi pada bukti yang setara")
        if told[0] < 0:
            text = _("Dinilai lebih rendah pada bukti yang setara")
    return Line(name, _with_range(text, told, _("tingkat")), row["n"], _is_sure(told))


def _difficulty(rows: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    """Offices whose people reach clearly more or fewer of their targets than all do."""
    known = [row for row in rows if row["share"] is not None]
    people = sum(row["n"] for row in known)
    if not people:
        return ()
    mean = sum(row["n"] * row["share"][0] for row in known) / people
    return tuple(_reached(row, mean) for row in known)


def _reached(row: Mapping[str, Any], mean: float) -> Line:
    value, low, high = row["share"]
    text = _("Sejalan dengan instansi (%(mean)s %%)")
    if low > mean:
        text = _("Lebih sering tercapai daripada instansi (%(mean)s %%): target lebih ringan?")
    elif high < mean:
        text = _("Lebih jarang tercapai daripada instansi (%(mean)s %%): target lebih berat?")
    found = _("%(value)s %% hasil mencapai target, kisaran %(low)s sampai %(high)s %%. %(text)s")
    bounds = {"value": value, "low": max(low, 0), "high": min(high, 1)}
    percents = {name: number(100 * one, 0) for name, one in bounds.items()}
    said = found % {**percents, "text": text % {"mean": number(100 * mean, 0)}}
    return Line(row["unit"], said, row["n"], not low <= mean <= high)


def _is_sure(told: Sequence[float]) -> bool:
    return not told[1] <= 0 <= told[2]


def _with_range(text: str, told: Sequence[float], unit: str) -> str:
    value, low, high = (number(one, 2) for one in told)
    found = _("%(text)s: %(value)s %(unit)s, kisaran %(low)s sampai %(high)s.")
    words = {"text": text, "value": value, "unit": unit, "low": low, "high": high}
    return (found % words).replace(" ,", ",")


def _too_little() -> str:
    return _("Belum cukup orang dan bukti untuk mengatakannya.")
