"""The yearly report: complete, honest about what is not known, written by those who may."""

import io
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from karsa.audit.models import AuditEntry
from karsa.indicators.models import ProgramBudget, StrategicPlan, StrategyItem
from karsa.indicators.tests import make as indicators
from karsa.insights import services
from karsa.insights.models import ReportText
from karsa.insights.queries.report.lines import results_of
from karsa.insights.queries.report.parts import promised, spending_of, texts_of
from karsa.insights.queries.report.whole import finding, report_form, report_of
from karsa.insights.tests import make as steps
from karsa.kit.testing import assert_flat, queries_of
from karsa.org.tests import make
from karsa.plans.models import AgreementLine, AgreementObjective, PerformanceAgreement
from karsa.rules.refused import Refused

YEAR = 2026


@pytest.fixture
def measured(people):
    made = indicators.indicator(people.clinic, name="Ibu terlayani")
    for year in (2025, YEAR):
        indicators.target(made, 90, year=year)
    indicators.figure(made, 12, 80, year=2025)
    indicators.figure(made, 1, 87.5)
    return made


@pytest.fixture
def silent(people):
    made = indicators.indicator(people.clinic, name="Desa siaga")
    indicators.target(made, 10)
    return made


def results(people, year=YEAR):
    unit = people.clinic
    return results_of(
        make.actor(people.andi), unit, year, promised(unit, year), texts_of(unit, year)
    )


def promise(people, indicator):
    home = PerformanceAgreement.objects.create(
        agency=people.clinic.agency,
        unit=people.clinic,
        year=YEAR,
        state="signed",
        first_party=people.andi,
        second_party=people.sinta,
        signed_on=make.YEAR_START,
    )
    goal = AgreementObjective.objects.create(
        agency=home.agency, agreement=home, order=1, text="Mutu layanan naik"
    )
    AgreementLine.objects.create(
        agency=home.agency, objective=goal, order=1, text=indicator.name, indicator=indicator
    )


def program(people, code, ceiling, realised):
    of = {"agency": people.clinic.agency}
    plan = StrategicPlan.objects.get_or_create(name="RPJMD", first_year=2025, last_year=2029, **of)[
        0
    ]
    item = StrategyItem.objects.create(
        plan=plan, kind="mission", code=code, text=f"Program {code}", owner=people.clinic, **of
    )
    day = make.TODAY if realised is not None else None
    more = {"realised": realised, "realised_on": day}
    ProgramBudget.objects.create(program=item, year=YEAR, ceiling=ceiling, **more, **of)


def test_what_is_promised_comes_first_and_nobody_invents_a_figure(people, measured, silent):
    promise(people, measured)

    lines = results(people).lines

    assert [line.row.name for line in lines] == ["Ibu terlayani", "Desa siaga"]
    assert lines[0].objective == "Mutu layanan naik"
    assert lines[0].row.last_year == 80
    assert lines[1].row.value is None
    assert lines[1].words == "Belum ada data."


def test_a_running_year_tells_where_it_stands_and_a_past_one_what_came_of_it(people, measured):
    assert finding(results(people), YEAR) == "0 dari 1 indikator di jalur sampai Januari 2026"
    assert finding(results(people, 2025), 2025) == "0 dari 1 indikator mencapai target 2025"
    assert results(people, 2025).lines[0].words == "Realisasi 80 % dari target 90."


def test_the_plans_last_year_is_named(people):
    _goal, objective = steps.strategy(people)
    made = indicators.indicator(people.clinic, objective=objective)
    indicators.target(made, 99, year=2029)

    (line,) = results(people).lines

    assert (line.end, line.end_year) == (Decimal(99), 2029)
    assert line.objective == "Ibu dan anak sehat"


def test_money_that_is_not_reported_is_not_zero(people):
    program(people, "1", 1000, 400)
    program(people, "2", 5000, None)

    spending = spending_of(people.clinic, YEAR)

    assert (spending.ceiling, spending.realised, spending.share) == (6000, 400, Decimal(40))
    assert not spending_of(people.office, 2025).rows
    assert len(spending_of(people.office, YEAR).rows) == 2


def test_the_printed_report_holds_every_part(people, measured, silent):
    promise(people, measured)
    program(people, "1", 1_000_000, None)
    actor = make.actor(people.andi)
    write = {"actor": actor, "unit": people.clinic, "year": YEAR}
    services.write_report_text(**write, part="causes", text="Bidan kurang #2", indicator=measured)
    services.write_report_text(**write, part="closing", text="Tahun depan lebih dekat.")

    form = report_form(actor, report_of(actor, people.clinic, YEAR))

    assert form.until == "Januari"
    assert form.signatures[0].name == people.andi.name
    assert form.indicators[0].causes == "Bidan kurang #2"
    assert (form.indicators[1].value, form.indicators[1].bars) == ("belum ada data", None)
    assert form.money[0].realised == "belum ada data"
    assert form.money_total is None


def test_paper_and_workbook_say_the_same(people, measured, silent, sign_in):
    client, home = sign_in(people.andi), f"/kerja/laporan/{people.clinic.pk}/{YEAR}"

    paper = PdfReader(io.BytesIO(client.get(f"{home}/laporan.pdf").content))
    text = " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{home}/laporan.xlsx").content))
    rows = book.get_sheet_by_name("Capaian").to_python()

    for words in ("BAB I PENDAHULUAN", "BAB IV PENUTUP", "87,5", "belum ada data", "SEMENTARA"):
        assert words in text
    assert "Suara warga" not in text
    assert rows[1][6] == 87.5 or rows[2][6] == 87.5
    assert "" in [row[6] for row in rows]
    assert set(book.sheet_names) >= {"Capaian", "Bulanan", "Anggaran", "Hambatan", "Inovasi"}


@pytest.mark.parametrize(
    "chapter", ["capaian", "pendahuluan", "perjanjian", "anggaran", "hambatan", "penutup"]
)
def test_every_chapter_costs_the_same_for_one_and_many(chapter, people, measured, sign_in):
    def grow():
        for number in range(5):
            indicators.target(indicators.indicator(people.clinic), 10)
            program(people, f"{chapter} {number}", 10, 5)

    promise(people, measured)
    client = sign_in(people.andi)
    url = f"/kerja/laporan/{people.clinic.pk}/{YEAR}/?bab={chapter}"

    assert client.get(url).status_code == 200
    assert_flat(lambda: client.get(url), grow)


def test_the_whole_report_is_ten_reads(people, measured):
    actor = make.actor(people.andi)
    report_of(actor, people.clinic, YEAR)

    assert len(queries_of(lambda: report_of(actor, people.clinic, YEAR))) <= 10


def test_the_list_of_reports_holds_ones_own_units(people, measured, sign_in):
    assert people.clinic.name in sign_in(people.sinta).get("/kerja/laporan/").content.decode()
    assert people.clinic.name not in sign_in(people.budi).get("/kerja/laporan/").content.decode()


def test_words_are_kept_changed_and_taken_out_with_a_trail(people, sign_in):
    client = sign_in(people.andi)
    url = f"/kerja/laporan/{people.clinic.pk}/{YEAR}/overview/"

    client.post(url, {"text": "Puskesmas ini melayani lima desa."})
    client.post(url, {"text": "Enam desa."})
    assert ReportText.objects.get().text == "Enam desa."
    client.post(url, {"text": ""})

    assert not ReportText.objects.exists()
    verbs = AuditEntry.objects.filter(verb__startswith="report.").values_list("verb", flat=True)
    assert sorted(verbs) == ["report.emptied", "report.written", "report.written"]


def test_who_does_not_report_for_the_unit_does_not_write(people):
    with pytest.raises(PermissionDenied):
        services.write_report_text(
            actor=make.actor(people.budi), unit=people.clinic, year=YEAR, part="closing", text="x"
        )


def test_next_years_report_is_not_written_yet(people):
    with pytest.raises(Refused):
        services.write_report_text(
            actor=make.actor(people.andi),
            unit=people.clinic,
            year=YEAR + 1,
            part="closing",
            text="x",
        )
