"""A unit's figures come in by one sheet: checked without a trace, then kept row by row."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from karsa.indicators.models import Measurement
from karsa.indicators.services import sheets
from karsa.indicators.services.sheet_rows import HEADER
from karsa.indicators.tests import make
from karsa.jobs.models import Batch, BatchRow
from karsa.kit.spreadsheets import csv_lines
from karsa.org.tests.make import NOW, actor


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: NOW)


@pytest.fixture
def coverage(people):
    return make.indicator(people.clinic)


def sheet(*rows):
    text = "".join(csv_lines(HEADER, rows, for_excel=True))
    return SimpleUploadedFile("realisasi.csv", text.encode())


def line(indicator, months, **over):
    said = {"key": indicator.pk, "measure": "%", "year": 2026, "source": "Laporan"} | over
    figures = [months.get(month, "") for month in range(1, 13)]
    return [said["key"], indicator.name, said["measure"], said["year"], *figures, said["source"]]


def checked(people, *rows, by=None):
    batch = sheets.check_sheet(
        actor=actor(by or people.andi), unit=people.clinic, upload=sheet(*rows)
    )
    sheets.run_sheet(agency=batch.agency, batch_id=batch.pk, now=NOW)
    batch.refresh_from_db()
    return batch


def kept(people, *rows):
    trial = checked(people, *rows)
    batch = sheets.keep_sheet(actor=actor(people.andi), batch=trial)
    sheets.run_sheet(agency=batch.agency, batch_id=batch.pk, now=NOW)
    batch.refresh_from_db()
    return batch


def test_a_check_keeps_nothing_and_tells_all(people, coverage):
    batch = checked(people, line(coverage, {1: "81,5", 2: "82"}))

    assert (batch.state, batch.taken) == ("done", 1)
    assert not Measurement.objects.exists()
    assert "Januari 81,5." in BatchRow.objects.get().note


def test_what_is_kept_says_it_came_by_sheet(people, coverage):
    kept(people, line(coverage, {1: "81,5", 2: 82}))

    rows = Measurement.objects.order_by("month")
    assert [str(row.value) for row in rows] == ["81.5000", "82.0000"]
    assert {(row.origin, row.source, row.evidence_id is None) for row in rows} == {
        ("sheet", "Laporan", False)
    }


def test_the_same_again_changes_nothing_and_another_value_corrects(people, coverage):
    kept(people, line(coverage, {1: 81}))
    assert checked(people, line(coverage, {1: 81})).unchanged == 1

    kept(people, line(coverage, {1: 84}))
    assert list(Measurement.objects.order_by("pk").values_list("state", flat=True)) == [
        "replaced",
        "reported",
    ]


def test_an_odd_figure_waits(people, coverage):
    batch = kept(people, line(coverage, {1: 0}))

    assert Measurement.objects.get().state == "held"
    assert "menunggu dilihat" in BatchRow.objects.get(batch=batch).note


@pytest.mark.parametrize(
    ("over", "months", "why"),
    [
        ({"key": 999999}, {1: 1}, "tidak dikenal"),
        ({"key": "x"}, {1: 1}, "tidak dikenal"),
        ({"year": "26"}, {1: 1}, "empat angka"),
        ({"measure": "orang"}, {1: 1}, "di kartu"),
        ({"source": ""}, {1: 1}, "sumber"),
        ({}, {1: 81, 2: "banyak"}, "Februari"),
        ({}, {1: 81, 12: 90}, "belum tiba"),
    ],
)
def test_a_row_with_a_mistake_is_refused_as_a_whole(people, coverage, over, months, why):
    batch = kept(people, line(coverage, {1: 80}))
    batch = checked(people, line(coverage, months, **over))

    row = BatchRow.objects.get(batch=batch)
    assert row.outcome == "refused"
    assert why in row.note


def test_the_indicators_of_others_are_refused(people):
    other = make.indicator(people.office)
    batch = checked(people, line(other, {1: 80}))

    assert BatchRow.objects.get(batch=batch).outcome == "refused"


def test_a_sheet_goes_in_and_out_by_the_pages(people, coverage, sign_in):
    make.figure(coverage, 1, "80.5")
    client = sign_in(people.andi)
    args = [people.clinic.pk, 2026]
    taken = client.get(reverse("indicators:sheet_template", args=args))
    upload = SimpleUploadedFile("realisasi.xlsx", BytesIO(taken.content).read())
    answer = client.post(reverse("indicators:sheets", args=args), {"file": upload})
    batch = Batch.objects.get()
    sheets.run_sheet(agency=batch.agency, batch_id=batch.pk, now=NOW)
    batch.refresh_from_db()

    assert answer.status_code == 302
    assert (batch.state, batch.unchanged, batch.problem) == ("done", 1, "")
    page = client.get(reverse("indicators:sheet", args=[batch.pk])).content.decode()
    assert "Tidak ada angka baru" in page


def test_what_is_no_sheet_is_said_at_once(people, sign_in):
    client = sign_in(people.andi)
    answer = client.post(
        reverse("indicators:sheets", args=[people.clinic.pk, 2026]),
        {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")},
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
