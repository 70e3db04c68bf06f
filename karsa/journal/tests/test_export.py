"""Fill once: own entries in the exact columns of the national application."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.urls import reverse

from karsa.journal.models import DailyEntry
from karsa.journal.queries.bkn import HEADER, progress_rows, reported_between
from karsa.journal.tests import make
from karsa.kit.spreadsheets import open_sheet
from karsa.kit.testing import assert_flat

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def rows(work, first=MARCH[0], last=MARCH[1]):
    entries = reported_between(work.rina, first, last)
    return list(progress_rows(entries, lambda pk: f"https://contoh.go.id/{pk}"))


@pytest.fixture
def work(work):
    make.entry(work.result, day=date(2026, 2, 28))
    return work


def test_a_row_holds_what_bkn_asks_for(work):
    entry = make.entry(
        work.result, action=work.action, day=date(2026, 3, 2), started=time(8), ended=time(9, 30)
    )
    file = make.evidence(entry)

    assert rows(work) == [
        [
            work.action.text,
            "2026-03-02",
            "08:00",
            "09:30",
            "Pemeriksaan di posyandu",
            4,
            "orang",
            f"https://contoh.go.id/{file.pk}",
        ]
    ]


def test_a_fraction_is_rounded_and_said(work):
    make.entry(work.result, day=MARCH[0], quantity=Decimal("2.50"), text="", measure="jam")

    assert rows(work)[0][4:7] == [f"{work.result.text} (2,5 jam)", 3, "jam"]


def test_what_was_not_written_stays_empty(work):
    make.entry(work.result, day=MARCH[0], quantity=None)
    make.entry(work.result, day=MARCH[1], quantity=Decimal(0))

    assert [row[2:4] + row[5:6] + row[7:] for row in rows(work)] == [
        ["", "", None, ""],
        ["", "", 0, ""],
    ]


def test_drafts_and_returned_entries_stay_here(work):
    make.entry(work.result, day=MARCH[0], state=DailyEntry.State.DRAFT)
    make.entry(work.result, day=MARCH[0], state=DailyEntry.State.RETURNED, review_reason="Foto?")
    make.accepted(work.result, day=MARCH[0])

    assert len(rows(work)) == 1


def test_many_entries_cost_what_one_does(work):
    def add():
        make.evidence(make.entry(work.result, day=MARCH[0]))

    add()
    assert_flat(lambda: rows(work), add, budget=2)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_file_has_the_header_and_only_own_entries(work, people, sign_in, tmp_path, kind):
    make.entry(work.result, day=MARCH[0])
    days = {"first": "2026-03-01", "last": "2026-03-31", "kind": kind}

    answer = sign_in(people.rina).get(reverse("journal:export"), days)
    other = sign_in(people.budi).get(reverse("journal:export"), days)

    assert days_in(answer, tmp_path / f"own.{kind}") == ["2026-03-01"]
    assert days_in(other, tmp_path / f"other.{kind}") == []


def days_in(answer, path):
    """The days of a file that can be read back under exactly these headers."""
    path.write_bytes(answer.content)
    sheet = open_sheet(path, dict.fromkeys(HEADER, ()), HEADER)
    return [row["Tanggal"] for _, row in sheet.rows()]


def test_wrong_days_come_back_with_a_sentence(work, people, sign_in):
    days = {"first": "2026-03-31", "last": "2026-03-01", "kind": "xlsx"}

    answer = sign_in(people.rina).get(reverse("journal:export"), days)

    assert "Pilih tanggal sesudah tanggal awal" in answer.content.decode()
