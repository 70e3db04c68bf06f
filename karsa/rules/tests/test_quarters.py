"""Quarters, and the action plan of one."""

from datetime import date
from decimal import Decimal

import pytest

from karsa.rules.quarters import (
    QUARTERS,
    Step,
    actions_achievement,
    quarter_begins,
    quarter_of,
)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_a_quarter_is_known_by_its_months(quarter):
    first = quarter_begins(2026, quarter)
    assert quarter_of(first, date(2026, 3 * quarter, 28)) == quarter


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2025, 1, 1), date(2026, 3, 31)),
    ],
)
def test_any_other_period_is_no_quarter(starts, ends):
    assert quarter_of(starts, ends) is None


def step(target, realised):
    return Step(
        None if target is None else Decimal(target), None if realised is None else Decimal(realised)
    )


def test_the_mean_of_what_is_known():
    steps = [step(1, 1), step(4, 2), step(5, None), step(None, 3)]
    assert actions_achievement(steps).value == Decimal("75.00")


def test_nothing_known_is_no_value():
    found = actions_achievement([step(1, None)])
    assert (found.value, found.reason) == (None, "belum ada data")
    assert actions_achievement([]).value is None


def test_more_than_planned_is_capped():
    assert actions_achievement([step(1, 10)]).value == 120
    assert actions_achievement([step(1, 10)], cap=Decimal(100)).value == 100
