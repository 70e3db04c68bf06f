"""`karsa stats forecast`: a table in, JSON out, and plain words where nothing can be said."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from karsa.site.analyses.series import read_series, written

MONTHS = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(30)]
VALUES = [100 + (n * 7) % 5 for n in range(30)]
ROWS = list(zip(MONTHS, VALUES, strict=True))


@pytest.fixture
def table(tmp_path):
    def write(rows=ROWS, header="period,value", mark=","):
        path = tmp_path / "series.csv"
        lines = [header.replace(",", mark), *(f"{a}{mark}{b}" for a, b in rows)]
        path.write_text("\n".join(lines))
        return path

    return write


def ask(path, *options):
    out = StringIO()
    call_command("stats", "forecast", str(path), *options, stdout=out)
    return json.loads(out.getvalue())


def test_the_months_ahead_and_the_chance(table):
    answer = ask(table(), "--target", "101", "--horizon", "8", "--json")

    assert [point["period"] for point in answer["points"]][:7] == [
        *("2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01")
    ]
    assert all(point["low"] < point["mean"] < point["high"] for point in answer["points"])
    assert answer["reach"]["period"] == "2027-02"
    assert 0.5 < answer["reach"]["probability"] < 1
    assert (answer["months_used"], answer["band"]) == (30, 0.8)


def test_a_target_to_fall_to_is_the_other_side(table):
    rising = ask(table(), "--target", "101")["reach"]["probability"]
    falling = ask(table(), "--target", "101", "--polarity", "minimize")["reach"]["probability"]

    assert rising + falling == pytest.approx(1, abs=1e-3)


def test_without_a_target_there_is_no_chance(table):
    assert ask(table())["reach"] is None


def test_order_gaps_and_indonesian_headers_do_not_matter(table):
    rows = [(month, f"{value},0") for month, value in ROWS]
    rows[7] = (MONTHS[7], "")
    path = table([*reversed(rows)], header="Periode,Nilai", mark=";")

    last, values = read_series(path)

    assert written(last) == "2026-06"
    assert values == [*VALUES[:7], None, *VALUES[8:]]


def test_a_table_may_count_its_months(table):
    answer = ask(table(enumerate(VALUES, start=1)))
    assert answer["points"][0]["period"] == "31"


@pytest.mark.parametrize("text", ["202403", "2024/3", "2024-03-01"])
def test_ways_to_write_a_month(table, text):
    assert written(read_series(table([(text, 1)]))[0]) == "2024-03"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("2024-13", 1)], "Baris 2: periode “2024-13”"),
        ([("Maret", 1)], "Baris 2: periode “Maret”"),
        ([("2024-03", 1), ("2024-04", "1.2.3")], "Baris 3: “1.2.3” bukan angka"),
        ([("2024-03", "nan")], "bukan angka"),
        ([("2024-03", 1), ("2024-03", 2)], "Baris 3: periode 2024-03 sudah ada"),
        ([("2024-03", "")], "belum berisi angka"),
        ([("1024-03", 1), ("2024-03", 1)], "berjauhan"),
        (ROWS[:11], "Belum cukup data"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_row(table, rows, words):
    with pytest.raises(CommandError, match=words) as refusal:
        ask(table(rows))
    assert refusal.value.returncode == 1


def test_a_missing_column_is_named(table):
    with pytest.raises(CommandError, match="periode"):
        ask(table(header="when,value"))


def test_a_file_that_is_not_there_is_wrong_use(tmp_path):
    with pytest.raises(CommandError) as refusal:
        ask(tmp_path / "none.csv")
    assert refusal.value.returncode == 2


@pytest.mark.parametrize("options", [["--horizon", "0"], ["--target", "inf"], ["--polarity", "x"]])
def test_wrong_options_are_wrong_use(table, options):
    with pytest.raises(CommandError):
        ask(table(), *options)
