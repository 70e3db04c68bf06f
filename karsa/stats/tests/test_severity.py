"""Severity: found where the ratings can tell, refused where they cannot, honest about its error."""

import numpy as np
import pytest

from karsa.stats.crossed import fit
from karsa.stats.ratings import ratings, side
from karsa.stats.severity import severity
from karsa.stats.untold import Untold

ITEMS = range(7)


def told(rng, raters, people, *, severe=0.5, items=ITEMS, missing=0.0, vignettes=0):
    """Every rater's own people, rated by her alone, and vignettes that everybody rates."""
    bias, merit = rng.normal(0, severe, raters), rng.normal(0, 0.7, raters * people)
    rows = []
    for rater in range(raters):
        own = [(f"p{n}", merit[n]) for n in range(rater * people, (rater + 1) * people)]
        cases = [(f"v{n}", -1 + 2 * n / max(vignettes - 1, 1)) for n in range(vignettes)]
        for name, worth in own + cases:
            whole = 3 + worth - bias[rater] + rng.normal(0, 0.4)
            rows += [
                (name, f"r{rater}", str(item), whole + item / 10 + rng.normal(0, 0.5))
                for item in items
                if rng.random() >= missing
            ]
    return rows, bias, merit


def crossed(rng, missing=0.0):
    """Four hundred people, each rated by two of forty."""
    bias, rows = rng.normal(0, 0.5, 40), []
    for person in range(400):
        worth = rng.normal(0, 0.7)
        for rater in rng.choice(40, 2, replace=False):
            whole = 3 + worth - bias[rater] + rng.normal(0, 0.4)
            rows += [
                (str(person), str(rater), str(item), whole + item / 10 + rng.normal(0, 0.5))
                for item in ITEMS
                if rng.random() >= missing
            ]
    return rows, bias


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_severity_is_found_with_an_error_that_is_true(missing):
    rows, bias = crossed(np.random.default_rng(3), missing)
    scores = ratings(rows)
    found = severity(scores)
    true = bias[[int(name) for name in scores.rater.names]]

    assert np.corrcoef(found.rater.value, true)[0, 1] > 0.95
    miss = (found.rater.value - found.rater.value.mean()) - (true - true.mean())
    assert 0.7 < np.sqrt(np.mean((miss / found.rater.error) ** 2)) < 1.3
    assert found.rater.variance == pytest.approx(bias.var(ddof=1), rel=0.25)
    assert found.merit.variance == pytest.approx(0.49, rel=0.25)


def test_a_severe_rater_is_positive_and_drawn_towards_the_middle():
    rows = [
        (person, rater, "", score + {"tegas": -1.0, "longgar": 1.0, "biasa": 0.0}[rater])
        for person, score in (("a", 3.0), ("b", 4.0), ("c", 5.0), ("d", 2.0))
        for rater in ("tegas", "biasa", "longgar")
    ]
    rows[0] = (*rows[0][:3], rows[0][3] + 0.3)
    scores = ratings(rows)
    found = dict(zip(scores.rater.names, severity(scores).rater.value, strict=True))

    assert 0 < found["tegas"] < 1
    assert -1 < found["longgar"] < 0
    assert found["tegas"] > found["biasa"] > found["longgar"]


def test_balanced_variances_are_those_of_the_table_of_squares():
    """Two-way layout without gaps: REML is the classical table's answer."""
    rng = np.random.default_rng(5)
    table = rng.normal(0, 1, (12, 1)) + rng.normal(0, 2, (1, 6)) + rng.normal(0, 0.5, (12, 6))
    rows, columns = np.indices(table.shape)
    found = fit(table.ravel(), np.ones((72, 1)), [(rows.ravel(), 12), (columns.ravel(), 6)])
    left = table - table.mean(1, keepdims=True) - table.mean(0) + table.mean()
    rest = (left**2).sum() / 55

    assert found.rest == pytest.approx(rest, rel=1e-3)
    assert found.outer.variance == pytest.approx(table.mean(1).var(ddof=1) - rest / 6, rel=1e-3)
    assert found.inner.variance == pytest.approx(table.mean(0).var(ddof=1) - rest / 12, rel=1e-3)


def test_a_group_told_beside_the_scores_is_not_merit():
    """Where half of the people sit on a harder task, merit varies by less than the scores."""
    rows, _bias = crossed(np.random.default_rng(2))
    harder = [(who, by, item, score - 2 * (int(who) % 2)) for who, by, item, score in rows]
    group = [("tugas", [str(int(row[0]) % 2) for row in harder])]

    plain, told_of = severity(ratings(harder)), severity(ratings(harder, group))

    assert told_of.merit.variance < plain.merit.variance / 2


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("a", "x", "", 1.0), ("b", "x", "", 2.0)], id="one rater"),
        pytest.param([("a", "x", "", 1.0), ("a", "y", "", 2.0)], id="one ratee"),
        pytest.param([("a", "x", "", 1.0), ("b", "y", "", 2.0)], id="nothing links them"),
        pytest.param([(a, b, "", 3.0) for a in "ab" for b in "xy"], id="nothing varies"),
    ],
)
def test_what_cannot_be_told_is_refused(rows):
    with pytest.raises(Untold):
        severity(ratings(rows))


def test_the_parts_of_the_rating_graph_are_named_largest_first():
    rows = [("a", "x", "", 1.0), ("b", "y", "", 1.0), ("c", "y", "", 2.0), ("c", "z", "", 2.0)]
    scores = ratings(rows)

    assert dict(zip(scores.rater.names, scores.components(), strict=True)) == {
        "x": 1,
        "y": 0,
        "z": 0,
    }


def seen_merit(rows, people):
    """Raw means and the adjusted view of the people themselves, not of the vignettes."""
    scores = ratings(rows)
    own = [scores.ratee.names.index(f"p{n}") for n in range(people)]
    raw = np.bincount(scores.ratee.codes, scores.score) / np.bincount(scores.ratee.codes)
    return raw[own], severity(scores).merit.value[own]


@pytest.mark.parametrize(("severe", "gain"), [(0.6, 0.08), (0.0, -0.005)])
def test_five_vignettes_bring_the_view_nearer_to_the_truth(severe, gain):
    """100 leaders × 8 people: the adjusted view beats the raw one, and costs nothing without need.

    How strongly rater effects tell: Scullen, Mount and Goff (2000), as in the design's simulation.
    """
    gains = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        rows, _bias, merit = told(rng, 100, 8, severe=severe, vignettes=5, items=range(3))
        raw, adjusted = seen_merit(rows, 800)
        gains.append(np.corrcoef(adjusted, merit)[0, 1] - np.corrcoef(raw, merit)[0, 1])

    assert np.mean(gains) >= gain


def test_sides_are_numbered_in_order_of_first_sight():
    assert side(["b", "a", "b"]).names == ("b", "a")
