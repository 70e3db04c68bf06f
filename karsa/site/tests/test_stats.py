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


SCORES = "ratee,rater,item,score,tempat"
LINKED = [
    f"p{person},{rater},{item},{3 + person % 3 + bias + person * (bias + 3) % 4 / 5},{person % 2}"
    for person in range(6)
    for rater, bias in (("ayu", -1), ("budi", 0), ("citra", 1))
    for item in range(2)
]


def rated(tmp_path, lines):
    path = tmp_path / "scores.csv"
    path.write_text("\n".join([SCORES, *lines]))
    return str(path)


def test_the_severe_rater_stands_out_with_an_error(tmp_path):
    out = StringIO()
    call_command("stats", "severity", rated(tmp_path, LINKED), stdout=out)
    answer = json.loads(out.getvalue())
    found = {row["rater"]: row for row in answer["raters"]}

    assert (answer["linked"], answer["unit"], answer["covariates"]) == (True, "score", ["tempat"])
    assert found["ayu"]["severity"] > found["budi"]["severity"] > found["citra"]["severity"]
    assert all(row["se"] > 0 and row["n"] == 12 and row["component"] == 0 for row in found.values())


def test_raters_as_a_table(tmp_path):
    out = StringIO()
    call_command("stats", "severity", rated(tmp_path, LINKED), "--csv", stdout=out)

    assert out.getvalue().splitlines()[0] == "rater,severity,se,n,component"


def test_a_scale_answers_in_logits(tmp_path):
    marks = [f"p{p},{r},,{(p + n) % 4},x" for p in range(8) for n, r in enumerate("abc")]
    out = StringIO()
    call_command("stats", "severity", rated(tmp_path, marks), "--model", "facets", stdout=out)
    answer = json.loads(out.getvalue())

    assert answer["unit"] == "logit"
    assert len(answer["steps"]) == 3


def test_one_rater_per_person_cannot_be_told_apart_and_the_remedies_are_named(tmp_path):
    out, path = StringIO(), rated(tmp_path, ["p1,ayu,,3,x", "p2,ayu,,4,x", "p3,budi,,2,x"])
    with pytest.raises(CommandError, match="contoh kasus") as left:
        call_command("stats", "severity", path, stdout=out)
    answer = json.loads(out.getvalue())

    assert left.value.returncode == 1
    assert not answer["linked"]
    assert [(row["rater"], row["severity"], row["component"]) for row in answer["raters"]] == [
        *(("ayu", None, 0), ("budi", None, 1))
    ]


def test_agreement_of_raters(tmp_path):
    out = StringIO()
    call_command("stats", "agreement", rated(tmp_path, LINKED), stdout=out)
    answer = json.loads(out.getvalue())

    assert answer["icc"]["ICC(3,1)"] > answer["icc"]["ICC(2,1)"]
    assert set(answer["alpha"]) == {"nominal", "ordinal", "interval", "ratio"}


@pytest.mark.parametrize("line", ["p1,,x,3,", ",ayu,x,3,", "p1,ayu,x,baik,"])
def test_a_row_of_scores_that_cannot_be_read_is_named(tmp_path, line):
    with pytest.raises(CommandError, match="Baris 2"):
        call_command("stats", "severity", rated(tmp_path, [line]))
