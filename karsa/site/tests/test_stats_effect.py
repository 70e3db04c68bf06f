"""`karsa stats effect`: units over time in, effects as JSON out, or why nothing can be said."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

HEADER = "unit,time,first_treated,y"
MONTHS = [f"2026-{month:02}" for month in range(1, 10)]


def rows(treated=6, others=6, times=MONTHS, start="2026-05", extra=""):
    """Unit by unit; who took part falls by 6 from the start on."""
    for number in range(treated + others):
        takes = number < treated
        for place, time in enumerate(times):
            value = 30 + number + (place * (number + 3)) % 4 / 4 - 6 * (takes and time >= start)
            yield f"U{number},{time},{start if takes else ''},{value}{extra}"


@pytest.fixture
def said():
    """The answer that was printed last, if any."""
    return []


@pytest.fixture
def ask(tmp_path, said):
    def _ask(lines, *options, header=HEADER):
        path, out = tmp_path / "panel.csv", StringIO()
        path.write_text("\n".join([header, *lines]))
        try:
            call_command("stats", "effect", str(path), *options, stdout=out)
        finally:
            said[:] = [json.loads(out.getvalue())] if out.getvalue() else []
        return said[0]

    return _ask


def test_effects_of_a_training(ask):
    answer = ask(rows())
    overall = answer["overall"]

    assert (overall["type"], answer["reason"]) == ("dynamic", None)
    assert answer["control"] == "never_treated"
    assert overall["low"] < -6 < overall["high"] < 0
    assert overall["effect"] == pytest.approx(-6, abs=0.5)
    assert [c["time"] for c in answer["group_time"]] == MONTHS[1:]
    assert {c["group"] for c in answer["group_time"]} == {"2026-05"}
    assert [e["event"] for e in answer["dynamic"]] == list(range(-3, 5))
    assert answer["units"] == {"treated": 6, "never": 6, "treated_from_the_first_time": 0}
    assert [e["event"] for e in answer["fixed_effects"]["events"]] == list(range(5))


@pytest.mark.parametrize(
    ("times", "start", "group"),
    [
        (["2003", "2004.5", "2006", "2007"], "2004.5", 2004.5),
        (["2024Q3", "2024Q4", "2025Q1"], "2025Q1", "2025Q1"),
        (["2026-01-05", "2026-01-12", "2026-02-01"], "2026-01-12", "2026-01-12"),
        (["202511", "202512", "202601"], "202601", "202601"),
        (["-2", "-1", "0", "1"], "0", 0),
    ],
)
def test_ways_to_write_a_time(ask, times, start, group):
    answer = ask(rows(times=times, start=start))
    assert {c["group"] for c in answer["group_time"]} == {group}
    assert answer["overall"]["effect"] == pytest.approx(-6, abs=0.6)


@pytest.mark.parametrize("never", ["0", "NA", "Inf", "0.0"])
def test_ways_to_write_never(ask, never):
    lines = [line.replace(",,", f",{never},") for line in rows()]
    assert ask(lines)["units"]["never"] == 6


def test_missing_values_gaps_and_further_columns(ask):
    lines = [f"{line},{n % 5},teks" for n, line in enumerate(rows())]
    lines[4] = "U0,2026-05,2026-05,NA,,teks"
    del lines[60:63]
    answer = ask(lines, header=f"{HEADER},luas,nama")

    assert (answer["covariates"], answer["ignored"]) == (["luas"], ["nama"])
    assert answer["method"] == "doubly_robust"
    assert answer["missing"] == 4
    assert answer["unadjusted"]["effect"] == pytest.approx(-6, abs=0.6)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (list(rows(others=0)), "tidak ada pembanding"),
        (list(rows(treated=0)), "belum ada unit yang mulai"),
        (list(rows(treated=2, others=3)), "kurang dari lima.*kurang dari lima"),
        (list(rows(times=MONTHS[4:])), "belum ada unit yang mulai"),
    ],
)
def test_what_cannot_be_concluded_says_so_with_an_answer_of_its_shape(ask, said, lines, words):
    with pytest.raises(CommandError, match=words) as left:
        ask(lines)
    assert left.value.returncode == 1
    assert said[0]["overall"]["type"] == "dynamic"
    assert "group_time" in said[0]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",2026-01,,3", "Baris 2: unit atau waktu kosong"),
        ("A,kemarin,,3", "Baris 2: waktu “kemarin”"),
        ("A,2026-13,,3", "Baris 2: waktu “2026-13”"),
        ("A,2026-01,Mei,3", "Baris 2: waktu “Mei”"),
        ("A,2026-01,,tiga", "Baris 2: “tiga” bukan angka"),
        ("A,2026-01,,", "belum berisi angka"),
        ("A,2026-01,,1\nA,2026-01,,1", "Baris 3: unit “A” sudah punya"),
        ("A,2026-01,,1\nA,2026-02,2026-02,1", "Baris 3: unit “A” punya dua waktu mulai"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_row(ask, line, words):
    with pytest.raises(CommandError, match=words) as left:
        ask([line])
    assert left.value.returncode == 1


def test_a_series_without_comparison_when_asked(ask):
    times = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(20)]
    answer = ask(rows(1, 0, times, "2024-11"), "--interrupted")

    assert answer["overall"]["type"] == "interrupted"
    assert answer["overall"]["low"] < -6 < answer["overall"]["high"]
    assert answer["points"] == {"before": 10, "after": 10}
    with pytest.raises(CommandError, match="delapan waktu ukur"):
        ask(rows(1, 0), "--interrupted")
