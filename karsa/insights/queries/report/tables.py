"""The report as sheets of a workbook: numbers stay numbers, what is not known stays empty."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from karsa.insights.queries.report.lines import Results
from karsa.insights.queries.report.parts import share_of
from karsa.insights.queries.report.whole import Report
from karsa.kit.spreadsheets import Table
from karsa.kit.spreadsheets.writing import Value, exact
from karsa.rules.lights import LIGHT_NAMES

_STEP = "step"


def report_tables(report: Report) -> list[Table]:
    """Return a sheet for each table of the report. No query."""
    return [
        _results(report.results),
        _months(report.results),
        _promises(report),
        _money(report),
        _obstacles(report),
        _innovations(report),
    ]


def _results(results: Results) -> Table:
    heads = [
        *(_("Sasaran"), _("Indikator"), _("Satuan"), _("Target"), _("Batas bawah target")),
        *(_("Batas atas target"), _("Realisasi"), _("Capaian (%)"), _("Tahun lalu")),
        *(_("Target akhir rencana"), _("Tahun akhir rencana"), _("Lampu"), _("Penyebab")),
        _("Tindak lanjut"),
    ]
    return Table(_("Capaian"), heads, map(list, _result_rows(results)))


def _result_rows(results: Results) -> Iterator[tuple[Value, ...]]:
    for line in results.lines:
        row = line.row
        aims = (exact(row.aim.value), exact(row.aim.low), exact(row.aim.high))
        told = (exact(row.value), exact(row.achievement.value), exact(row.last_year))
        ends = (exact(line.end), line.end_year, _(LIGHT_NAMES[row.light]))
        yield (
            *(line.objective, row.name, row.measure, *aims, *told, *ends),
            *(line.causes, line.follow_up),
        )


def _months(results: Results) -> Table:
    heads = [
        _("Indikator"),
        _("Bulan"),
        _("Angka bulan itu"),
        _("Sampai bulan itu"),
        _("Seharusnya"),
    ]
    rows = (
        [
            line.row.name,
            month.month,
            exact(month.actual),
            exact(month.so_far) if month.actual is not None else None,
            exact(month.aim.value),
        ]
        for line in results.lines
        for month in line.row.months
    )
    return Table(_("Bulanan"), heads, rows)


def _promises(report: Report) -> Table:
    rows = ([line.objective.text, line.text, line.target] for line in report.promises)
    return Table(_("Perjanjian"), [_("Sasaran"), _("Indikator"), _("Target")], rows)


def _money(report: Report) -> Table:
    heads = [_("Kode"), _("Program"), _("Pagu (Rp)"), _("Realisasi (Rp)"), _("Serapan (%)")]
    rows = (
        [
            row.program.code,
            row.program.text,
            row.ceiling,
            row.realised,
            share_of(row.ceiling, row.realised),
        ]
        for row in report.spending.rows
    )
    return Table(_("Anggaran"), heads, rows)


def _obstacles(report: Report) -> Table:
    heads = [_("Hambatan"), _("Unit"), _("Penyebab"), _("Keadaan"), _("Tindak lanjut terakhir")]
    rows = (
        [
            row.text,
            row.unit.name,
            str(row.get_cause_display()),
            str(row.get_state_display()),
            getattr(row, _STEP),
        ]
        for row in report.obstacles
    )
    return Table(_("Hambatan"), heads, rows)


def _innovations(report: Report) -> Table:
    heads = [_("Inovasi"), _("Unit"), _("Masalah"), _("Perubahan"), _("Yang terjadi sesudahnya")]
    rows = (
        [
            one.innovation.title,
            one.innovation.unit.name,
            one.innovation.problem,
            one.innovation.change,
            one.outcome.sentence if one.outcome else "",
        ]
        for one in report.innovations
    )
    return Table(_("Inovasi"), heads, rows)
