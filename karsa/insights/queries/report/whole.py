"""The whole report of a unit and year, for paper and spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.documents.language import in_indonesian
from karsa.documents.shapes.common import Signature
from karsa.documents.shapes.report import (
    InnovationLine,
    MoneyLine,
    ObstacleLine,
    PerformanceReport,
    PromisedLine,
    ReportIndicator,
)
from karsa.indicators.models import Measurement, ProgramBudget
from karsa.indicators.queries.innovations import InnovationRow
from karsa.insights.queries.report import parts, pictures
from karsa.insights.queries.report.lines import Line, Results, results_of, target_words
from karsa.insights.queries.report.parts import Part, Spending, Texts, share_of
from karsa.kit import formats
from karsa.monitoring.models import Obstacle
from karsa.org.models import Unit
from karsa.plans.models import AgreementLine
from karsa.rules.lights import LIGHT_NAMES
from karsa.rules.warning import TREND_NAMES, trend

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report holds; parts without rows are left out where it is printed."""

    unit: Unit
    year: int
    texts: Texts
    promises: tuple[AgreementLine, ...]
    results: Results
    spending: Spending
    obstacles: tuple[Obstacle, ...]
    innovations: Sequence[InnovationRow]


def report_of(
    actor: Actor, unit: Unit, year: int, figures: QuerySet[Measurement] | None = None
) -> Report:
    """Return a unit's report as the actor may read it. Ten queries for any size.

    Only among `figures` where they are given: what goes out tells of confirmed ones alone.
    """
    texts, promises = parts.texts_of(unit, year), parts.promised(unit, year)
    return Report(
        unit=unit,
        year=year,
        texts=texts,
        promises=promises,
        results=results_of(actor, unit, year, promises, texts, figures),
        spending=parts.spending_of(unit, year),
        obstacles=parts.obstacles_of(actor, unit, year),
        innovations=parts.innovations_of(actor, unit, year),
    )


def finding(results: Results, year: int) -> str:
    """The report's headline: what came of the year, or where it stands by now. No query."""
    facts = {"n": results.reached, "all": len(results.lines), "year": year, "month": results.month}
    if not results.lines:
        return gettext("Belum ada indikator untuk %(year)s") % facts
    if results.is_over:
        return gettext("%(n)s dari %(all)s indikator mencapai target %(year)s") % facts
    if not results.month:
        return gettext("%(all)s indikator, belum ada angka %(year)s") % facts
    return gettext("%(n)s dari %(all)s indikator di jalur sampai %(month)s %(year)s") % facts


@in_indonesian
def report_form(actor: Actor, report: Report) -> PerformanceReport:
    """Return the report as a form to print, in Indonesian. No query."""
    results, texts = report.results, report.texts
    ends = {line.end_year for line in results.lines if line.end_year}
    return PerformanceReport(
        agency=report.unit.agency.name,
        unit=report.unit.name,
        year=report.year,
        finding=finding(results, report.year),
        until="" if results.is_over else results.month or gettext("sekarang"),
        made=formats.day(actor.today),
        overview=texts.of(Part.OVERVIEW),
        mandate=texts.of(Part.MANDATE),
        issues=texts.of(Part.ISSUES),
        agreed=_agreed(report.promises),
        promises=tuple(_promise(line) for line in report.promises),
        indicators=tuple(_indicator(n, one) for n, one in enumerate(results.lines, start=1)),
        money=tuple(_money(row) for row in report.spending.rows),
        money_total=_total(report.spending) if len(report.spending.rows) > 1 else None,
        efficiency=texts.of(Part.EFFICIENCY),
        obstacles=tuple(_obstacle(row) for row in report.obstacles),
        innovations=tuple(_innovation(row) for row in report.innovations),
        closing=texts.of(Part.CLOSING),
        signatures=_signatures(report),
        end_label=gettext("Akhir rencana %(year)s") % {"year": max(ends)} if ends else _NOTHING,
    )


def _agreed(promises: Sequence[AgreementLine]) -> str:
    signed = promises[0].objective.agreement.signed_on if promises else None
    if not signed:
        return ""
    return gettext("Perjanjian kinerja ditandatangani %(day)s.") % {"day": formats.day(signed)}


def _promise(line: AgreementLine) -> PromisedLine:
    return PromisedLine(line.objective.text, line.text, line.target or _NOTHING)


def _indicator(number: int, line: Line) -> ReportIndicator:
    row, moved = line.row, trend(line.row.series)
    status = gettext(LIGHT_NAMES[row.light])
    return ReportIndicator(
        number=number,
        objective=line.objective,
        name=row.name,
        measure=row.measure,
        target=target_words(row.aim) or gettext("belum ditetapkan"),
        value=_number(row.value) if row.value is not None else gettext("belum ada data"),
        achievement=_percent(row.achievement.value),
        last_year=_number(row.last_year),
        end=_number(line.end),
        code=str(row.light),
        status=f"{status}, {gettext(TREND_NAMES[moved]).lower()}" if moved else status,
        words=line.words,
        bars=pictures.bars(row),
        months=pictures.months(row),
        causes=line.causes,
        follow_up=line.follow_up,
    )


def _money(row: ProgramBudget) -> MoneyLine:
    return MoneyLine(
        name=f"{row.program.code} {row.program.text}",
        ceiling=formats.rupiah(row.ceiling),
        realised=_rupiah(row.realised),
        share=_percent(share_of(row.ceiling, row.realised)),
    )


def _total(spending: Spending) -> MoneyLine:
    return MoneyLine(
        name=gettext("Jumlah"),
        ceiling=formats.rupiah(spending.ceiling),
        realised=_rupiah(spending.realised),
        share=_percent(spending.share),
    )


def _obstacle(row: Obstacle) -> ObstacleLine:
    cause = str(row.get_cause_display())
    return ObstacleLine(
        text=row.text,
        cause=f"{cause}: {row.cause_text}" if row.cause_text else cause,
        owner=row.owner_unit.name if row.owner_unit else gettext("belum ada penanggung jawab"),
        state=str(row.get_state_display()),
        step=row.step or "",  # type: ignore[attr-defined]
    )


def _innovation(row: InnovationRow) -> InnovationLine:
    told = row.innovation
    outcome = row.outcome.sentence if row.outcome else ""
    return InnovationLine(told.title, told.problem, told.change, outcome)


def _signatures(report: Report) -> tuple[Signature, ...]:
    """The head who promised signs what became of it."""
    head = report.promises[0].objective.agreement.first_party if report.promises else None
    role = report.unit.head_title or gettext("Kepala %(unit)s") % {"unit": report.unit.name}
    return (Signature(role, head.full_name if head else None, head.nip if head else None),)


def _number(value: Decimal | None) -> str:
    return _NOTHING if value is None else formats.number(value)


def _percent(value: Decimal | None) -> str:
    return _NOTHING if value is None else formats.percent(value)


def _rupiah(value: int | None) -> str:
    return gettext("belum ada data") if value is None else formats.rupiah(value)
