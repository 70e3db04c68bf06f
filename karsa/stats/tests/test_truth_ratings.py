"""Severity, variances and agreement against published data with published results."""

import csv

import numpy as np
import pytest

from karsa.stats.agreement import alpha, icc
from karsa.stats.crossed import fit
from karsa.stats.facets import facets
from karsa.stats.ratings import ratings, side
from karsa.stats.tests.published import TRUTH, compared_with_truth

pytestmark = compared_with_truth


def table(name):
    with (TRUTH / name).open(newline="") as lines:
        return list(csv.DictReader(lines))


def wide(name, first):
    rows = table(name)
    names = [column for column in rows[0] if column.startswith(("judge", "observer", "rater"))]
    cells = [(row, column) for row in rows for column in names if row[column] not in ("", "NA")]
    return cells, ratings([(row[first], name, "", float(row[name])) for row, name in cells])


def test_three_judges_of_seven_scientists():
    """Guilford (1954): joint maximum likelihood, R immer; all facets within 0.0005 logit."""
    rows = [
        (row["scientist"], row["judge_name"], row["trait"], float(row["rating"]))
        for row in table("guilford_1954_long.csv")
    ]
    scores = ratings(rows)
    found, expected = facets(scores), table("expected_guilford_jmle_immer.csv")
    measure = {(row["facet"], row["element"]): float(row["measure"]) for row in expected}

    for facet, names, values in (
        ("judge", scores.rater.names, found.rater),
        ("trait", scores.item.names, found.item),
        ("step", [str(n) for n in range(1, 9)], found.steps),
    ):
        assert values == pytest.approx([measure[facet, name] for name in names], abs=5e-4)
    assert found.log_likelihood == pytest.approx(measure["loglik", ""], abs=1e-3)


def test_twenty_one_raters_of_372_students():
    """Wind and Hua's writing set: marginal maximum likelihood, R TAM, 101 nodes; 0.01 logit."""
    cells, plain = wide("windhua_style_ratings_wide.csv", "student")
    rows = [(row["student"], name, "", float(row[name])) for row, name in cells]
    found = facets(ratings(rows, [("language", [row["language"] for row, _name in cells])]))
    xsi = {
        row["parameter"]: float(row["xsi"])
        for row in table("expected_windhua_style_TAM_101nodes.csv")
    }
    expected = [xsi[name] for name in plain.rater.names]

    assert found.rater == pytest.approx(expected, abs=0.01)
    assert np.corrcoef(found.rater, expected)[0, 1] >= 0.9999
    assert found.covariates[0] == pytest.approx([xsi["language1"], xsi["language2"]], abs=0.01)


def test_penicillin_plates_and_samples():
    """R lme4, REML: plate .71691, sample 3.73113 (as 3.7309 ± 0.1 %), residual .302415."""
    rows = table("lme4_Penicillin.csv")
    plates, samples = (side(row[name] for row in rows) for name in ("plate", "sample"))
    score = np.array([float(row["diameter"]) for row in rows])
    sides = [(plates.codes, len(plates)), (samples.codes, len(samples))]
    found = fit(score, np.ones((len(score), 1)), sides)

    assert found.outer.variance == pytest.approx(0.71691, rel=1e-3)
    assert found.inner.variance == pytest.approx(3.73113, rel=1e-3)
    assert found.rest == pytest.approx(0.302415, rel=1e-3)
    assert found.fixed[0] == pytest.approx(22.97222, rel=1e-6)


def test_dyestuff_batches():
    """R lme4, REML: batch 1764.05, residual 2451.25, mean 1527.5."""
    rows = table("lme4_Dyestuff.csv")
    batches = side(row["Batch"] for row in rows)
    score = np.array([float(row["Yield"]) for row in rows])
    nobody = (batches.codes, 0)
    found = fit(score, np.ones((len(score), 1)), [(batches.codes, len(batches)), nobody])

    assert found.outer.variance == pytest.approx(1764.05, rel=1e-3)
    assert found.rest == pytest.approx(2451.25, rel=1e-3)
    assert found.fixed[0] == pytest.approx(1527.5)


def test_four_judges_of_six_targets():
    """Shrout and Fleiss (1979), as printed."""
    expected = {"ICC(1,1)": 0.166, "ICC(2,1)": 0.290, "ICC(3,1)": 0.715}
    expected |= {"ICC(1,k)": 0.443, "ICC(2,k)": 0.620, "ICC(3,k)": 0.909}

    assert icc(wide("shrout_fleiss_1979.csv", "target")[1]) == pytest.approx(expected, abs=1e-3)


def test_four_observers_of_twelve_units():
    """Krippendorff (2011), example C."""
    expected = {"nominal": 0.743421, "ordinal": 0.815388, "interval": 0.849107, "ratio": 0.797403}

    assert alpha(wide("krippendorff_C_4x12.csv", "unit")[1]) == pytest.approx(expected, abs=1e-5)
