"""Each question against the rule it must agree with, on invented snapshots; by DuckDB.

That Spark says the same to the last digit: test_cluster.py.
"""

import random
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from math import inf

import pytest

from karsa.rules import complaints, skm
from karsa.rules.achievement import Polarity, achievement
from karsa.stats.effect import effects
from karsa.stats.panel import panel
from karsa.warehouse.reporting import answers
from karsa.warehouse.tests.snapshots import lay

pytestmark = [
    pytest.mark.once,
    # Ibis still calls what DuckDB has renamed.
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
]
PLACE = {"unit": 7, "office": 3}


def asked(root, name, **tables):
    for table, rows in tables.items():
        lay(root, table, rows)
    [(_name, found)] = answers(root, [name], "duckdb")
    return found


def test_achievement_weighs_units_by_their_denominators_and_rounds_once(tmp_path):
    card = {"indicator": "Terlayani", "measure": "%", "aim": "value", "low": None, "high": None}
    shared = PLACE | card | {"polarity": "maximize", "over_places": "weighted"}
    rows = [
        shared | {"value": 333_333, "weight": 20_000, "target": 500_000},
        shared | {"value": 100_000, "weight": 10_000, "target": 500_000},
    ]

    [told] = asked(tmp_path, "achievement", figures=rows)

    mean = Decimal(2 * 333_333 + 100_000) / 3 / 10_000
    expected = achievement(Polarity.MAXIMIZE, actual=mean, target=Decimal(50)).value
    assert (told["units"], told["value"]) == (2, mean.quantize(Decimal("0.0001")))
    assert told["achievement"] == expected == Decimal("51.11")


def test_sums_add_up_ranges_have_bounds_and_without_a_target_nothing_is_said(tmp_path):
    base = PLACE | {"measure": "orang", "weight": 10_000}
    added = {"indicator": "A", "polarity": "maximize", "over_places": "sum", "aim": "value"}
    ranged = {"indicator": "B", "polarity": "range", "over_places": "average", "aim": "range"}
    free = {"indicator": "C", "polarity": "maximize", "over_places": "average", "aim": "none"}
    nothing = dict.fromkeys(("target", "low", "high"))
    rows = [
        *[base | added | nothing | {"value": 40_000, "target": 50_000}] * 3,
        base | ranged | nothing | {"value": 90_000, "low": 70_000, "high": 80_000},
        base | free | nothing | {"value": 10_000},
    ]

    told = {row["indicator"]: row for row in asked(tmp_path, "achievement", figures=rows)}

    assert (told["A"]["value"], told["A"]["achievement"]) == (12, 80)
    assert told["B"]["achievement"] == Decimal("87.50")
    assert (told["C"]["value"], told["C"]["achievement"]) == (1, None)


def test_sums_beyond_64_bits_stay_exact(tmp_path):
    card = {"indicator": "APBD", "measure": "rupiah", "polarity": "maximize", "aim": "value"}
    value = 10**18 - 1
    row = PLACE | card | {"over_places": "weighted", "value": value, "weight": value}

    [told] = asked(
        tmp_path, "achievement", figures=[row | {"target": value, "low": None, "high": None}] * 90
    )

    assert told["value"] == Decimal(value) / 10_000


def test_few_of_a_grade_are_kept_back_and_the_smallest_other_with_them(tmp_path):
    grades = ["very_good"] * 30 + ["good"] * 60 + ["poor"] * 2 + ["needs_improvement"] * 8
    rows = [_evaluation(grade) for grade in grades]

    told = {row["grade"]: row for row in asked(tmp_path, "grades", evaluations=rows)}

    counts = {name: row["people"] for name, row in told.items()}
    hidden = {"needs_improvement": None, "poor": None}
    assert counts == {"very_good": 30, "good": 60, "very_poor": 0} | hidden
    assert told["good"]["share"] == Decimal("60.00")


def test_a_region_of_four_tells_nothing(tmp_path):
    told = asked(tmp_path, "grades", evaluations=[_evaluation("good")] * 4)

    assert {row["of"] for row in told} == {None}
    assert {row["people"] for row in told if row["grade"] == "good"} == {None}


def _evaluation(grade):
    rated = {"rater": 1, "year": 2026, "period": 1, "result": "meets", "behaviour": "meets"}
    return PLACE | rated | {"grade": grade}


def test_satisfaction_is_the_rules_index(tmp_path):
    chance = random.Random(7)
    given: list[list[int | None]] = [
        [chance.choice((1, 2, 3, 4, None)) for _element in skm.Element] for _one in range(200)
    ]
    names = [f"u{number}" for number in range(1, 10)]
    rows = [{**PLACE, "service": 1, **dict(zip(names, one, strict=True))} for one in given]

    [told] = asked(tmp_path, "satisfaction", responses=rows)

    assert told["index"] == skm.index([skm.mean(column) for column in zip(*given, strict=True)])
    assert told["letter"] == skm.letter(told["index"])


def test_four_answers_are_not_shown(tmp_path):
    row = PLACE | {"service": 1} | {f"u{number}": 4 for number in range(1, 10)}

    [told] = asked(tmp_path, "satisfaction", responses=[row] * 4)

    assert (told["answers"], told["index"], told["letter"]) == (None, None, None)


@pytest.mark.parametrize("solved", [9, 10])
def test_complaints_are_the_rules_figures(tmp_path, solved):
    rows = [_case(days=day * day, in_time=day < 6) for day in range(solved)]
    rows += [_case(days=None, in_time=False), _case(days=None, in_time=None)]

    [told] = asked(tmp_path, "complaints", complaints=rows)

    found = complaints.figures([_handled(row) for row in rows])
    assert told["received"] == found.received
    assert (told["in_time"], told["median_days"]) == (found.in_time, found.median_days)


def _case(**over):
    return PLACE | {"kind": "complaint", "reopened": False} | over


def _handled(row):
    day = date(2026, 3, 1)
    solved = None if row["days"] is None else day + timedelta(row["days"])
    return complaints.Handled(day, row["in_time"], solved, row["reopened"])


def test_raters_are_told_together_never_fewer_than_five(tmp_path):
    counts = {"people": 10, "middle": 4, "alike": 5, "lifted": 1, "lowered": 0, "error": 100}
    base = {"year": 2026, "period": 1, "notable": False} | counts
    severities = [-200, -100, 0, 100, 200, None]
    rows = [{**base, "rater": n, "severity": one} for n, one in enumerate(severities)]

    [told] = asked(tmp_path, "raters", raters=rows)
    [few] = asked(tmp_path / "few", "raters", raters=rows[:4])

    assert (told["raters"], told["notable"], told["middle"]) == (6, 0, Decimal("40.00"))
    assert told["spread"] == Decimal("0.158")
    assert {few[name] for name in ("raters", "notable", "spread", "middle")} == {None}


def test_effects_are_those_of_callaway_and_santanna(tmp_path):
    chance = random.Random(11)
    starts = [24_310] * 4 + [24_312] * 3 + [None] * 5
    card = {"indicator": "Waktu tunggu", "measure": "menit", "polarity": "minimize"}
    cells = [
        (unit, moment, starts[unit], chance.randrange(10**6))
        for unit, moment in product(range(len(starts)), range(24_306, 24_316))
    ]
    names = ("unit", "moment", "first", "y")

    told = asked(
        tmp_path, "trainings", panel=[card | dict(zip(names, one, strict=True)) for one in cells]
    )

    units, moments, firsts, values = zip(*cells, strict=True)
    found = effects(
        panel(
            [str(one) for one in units],
            moments,
            [one or inf for one in firsts],
            [one / 10_000 for one in values],
        )
    )
    expected = {event: one.effect for event, one in found.dynamic if event >= 0}
    assert {row["since"]: float(row["effect"]) for row in told if row["since"] != "mean"} == (
        pytest.approx(expected, abs=1e-4)
    )
    [mean] = [row for row in told if row["since"] == "mean"]
    assert float(mean["effect"]) == pytest.approx(found.overall.effect, abs=1e-4)
    assert (mean["units"], told[0]["units"]) == (7, 7)


def test_a_start_that_is_known_later_counts_for_the_months_before(tmp_path):
    card = {"indicator": "Waktu", "measure": "menit", "polarity": "minimize"}
    early = [card | {"unit": unit, "moment": 9, "first": None, "y": 100_000} for unit in (1, 2)]
    later = [
        card | {"unit": 1, "moment": 10, "first": 10, "y": 70_000},
        card | {"unit": 2, "moment": 10, "first": None, "y": 90_000},
    ]
    lay(tmp_path, "panel", early, month="2026-02")

    told = asked(tmp_path, "trainings", panel=later)

    assert [(row["since"], row["effect"]) for row in told] == [(0, -2), ("mean", -2)]


def test_entries_tell_who_reports_and_what_was_done(tmp_path):
    day = {"day": None, "state": "accepted", "measure": "orang", "indicator": "Terlayani"}
    rows = [PLACE | day | {"person": n % 5, "quantity": 150} for n in range(20)]
    rows += [PLACE | day | {"person": 1, "quantity": None, "state": "sent"}]

    [told] = asked(tmp_path, "reporting", entries=rows)
    [done] = asked(tmp_path, "output", entries=rows)

    assert (told["people"], told["entries"], told["each"]) == (5, 21, Decimal("4.20"))
    assert (told["accepted"], told["sent"]) == (Decimal("95.24"), Decimal("4.76"))
    assert (done["entries"], done["quantity"]) == (20, Decimal(30))
