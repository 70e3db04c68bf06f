"""Boards as tables to take away: numbers stay numbers, what is not known stays empty."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karsa.insights.queries.signals import Signal
from karsa.insights.queries.team import Member
from karsa.kit.spreadsheets.writing import Value, exact
from karsa.rules.lights import LIGHT_NAMES

SIGNALS = (
    _("Indikator"),
    _("Unit"),
    _("Satuan"),
    _("Realisasi"),
    _("Seharusnya sampai bulan itu"),
    _("Target setahun"),
    _("Batas bawah target"),
    _("Batas atas target"),
    _("Capaian (%)"),
    _("Dibanding yang diharapkan (%)"),
    _("Tahun lalu"),
    _("Bulan terakhir"),
    _("Lampu"),
    _("Arah"),
    _("Alasan perlu perhatian"),
    _("Tertinggal sejak"),
    _("Perkiraan akhir tahun"),
    _("Kemungkinan mencapai target (0-1)"),
    _("Penyebab yang biasa"),
)
MEMBERS = (
    _("Nama"),
    _("Jabatan"),
    _("Lampu"),
    _("Hasil yang paling tertinggal"),
    _("Dibanding yang diharapkan (%)"),
    _("Catatan diterima terakhir"),
    _("Catatan menunggu"),
)


def signal_rows(signals: Iterable[Signal]) -> Iterator[list[Value]]:
    """Yield a row of `SIGNALS` for each indicator, in their order. No query."""
    return map(_signal, signals)


def member_rows(members: Iterable[Member]) -> Iterator[list[Value]]:
    """Yield a row of `MEMBERS` for each person of a team. No query."""
    for one in members:
        last = one.last.isoformat() if one.last else None
        light = gettext(LIGHT_NAMES[one.light])
        yield [
            one.name,
            one.position,
            light,
            one.behind,
            exact(one.pace),
            last,
            one.waits,
        ]


def _signal(one: Signal) -> list[Value]:
    row, warning, ahead = one.year, one.warning, one.outlook
    return [
        row.name,
        one.unit,
        row.measure,
        exact(row.value),
        exact(one.due),
        exact(row.aim.value),
        exact(row.aim.low),
        exact(row.aim.high),
        exact(row.achievement.value),
        exact(row.pace.value),
        exact(row.last_year),
        one.last_month,
        gettext(LIGHT_NAMES[row.light]),
        one.trend_name,
        warning.reason if warning else "",
        warning.since_name if warning else "",
        exact(ahead.mean) if ahead else None,
        exact(ahead.probability) if ahead else None,
        "; ".join(warning.causes) if warning else "",
    ]
