"""Effects of a start against published data with published results."""

import csv
from math import inf
from typing import Any

import pytest

from karsa.stats.effect import effects
from karsa.stats.fixed import fixed_effects
from karsa.stats.panel import panel
from karsa.stats.tests.published import TRUTH, compared_with_truth

pytestmark = compared_with_truth


def table(name):
    with (TRUTH / name).open(newline="") as lines:
        return list(csv.DictReader(lines))


def counties(*covariates):
    rows = table("did_mpdta.csv")
    columns = [[float(row[name]) for row in rows] for name in ("year", "first.treat", "lemp")]
    years, firsts, values = columns
    beside = [[float(row[name]) for row in rows] for name in covariates]
    units = [row["countyreal"] for row in rows]
    return effects(panel(units, years, [first or inf for first in firsts], values, beside))


def firms(*years) -> Any:
    """Firms with a scrap rate; the grant's first year is the start."""
    rows = [row for row in table("wooldridge_jtrain.csv") if row["lscrap"]]
    first: dict[str, float] = {}
    for row in rows:
        if row["grant"] == "1":
            first.setdefault(row["fcode"], float(row["year"]))
    kept = [row for row in rows if int(row["year"]) in years]
    names = [row["fcode"] for row in kept]
    times = [float(row["year"]) for row in kept]
    starts = [first.get(name, inf) for name in names]
    return fixed_effects(panel(names, times, starts, [float(row["lscrap"]) for row in kept]))


def test_minimum_wages_and_teen_employment():
    """Callaway and Sant'Anna's counties: R did, effects and analytic errors within 1e-4."""
    found, expected = counties(), table("expected_mpdta_att_gt.csv")
    for column, value in (("att", "effect"), ("se_analytic", "se")):
        told = {(c.group, c.time): getattr(c.estimate, value) for c in found.cells}
        assert told == {
            (float(row["group"]), float(row["year"])): pytest.approx(float(row[column]), abs=1e-4)
            for row in expected
        }
    after = [one.effect for event, one in found.dynamic if event >= 0]
    assert after == pytest.approx([-0.0199, -0.0510, -0.1373, -0.1008], abs=1e-4)
    assert found.overall.effect == pytest.approx(-0.0772, abs=1e-4)
    assert found.before == pytest.approx(0.16812, abs=1e-4)


def test_counties_that_resemble_each_other():
    """The same with the logarithm of population, doubly robust: printed in R did's vignette."""
    told = [cell.estimate.effect for cell in counties("lpop").cells]
    vignette = [-0.0145, -0.0764, -0.1404, -0.1069, -0.0005, -0.0062, 0.0010, -0.0413]
    assert told == pytest.approx([*vignette, 0.0267, -0.0046, -0.0284, -0.0288], abs=1e-4)


def test_job_training_and_scrap_rates():
    """Wooldridge's fixed effects of three years, and the first difference of two."""
    three, two = firms(1987, 1988, 1989), firms(1987, 1988)
    told = [(one.effect, one.se) for _event, one in three.events]
    assert told == [pytest.approx(one, abs=1e-3) for one in ((-0.2523, 0.1506), (-0.4216, 0.2102))]
    assert [one.effect for _t, one in three.times] == pytest.approx([-0.0802, -0.2472], abs=1e-3)
    assert (three.rows, three.units) == (162, 54)
    assert (two.events[0][1].effect, two.events[0][1].se) == pytest.approx(
        (-0.3171, 0.1639), abs=1e-3
    )
