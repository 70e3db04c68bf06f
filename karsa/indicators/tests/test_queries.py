"""A year of indicators: values, achievements, lights, and what they cost."""

from datetime import date
from decimal import Decimal

from karsa.indicators.models import Indicator
from karsa.indicators.queries.year import year_of
from karsa.indicators.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.models import RuleSet
from karsa.org.tests.make import TODAY


def one(indicator, today=TODAY):
    return year_of([indicator.pk], 2026, today)[indicator.pk]


def test_a_falling_indicator_with_a_range_and_a_trajectory(people):
    wait = make.indicator(people.clinic, {"polarity": "minimize", "measure": "menit"})
    make.target(wait, None, low=7, high=8)
    make.target(wait, 30, month=2)
    make.figure(wait, 1, 38, state="replaced")
    make.figure(wait, 2, 27)
    make.figure(wait, 12, 40, year=2025)

    found = one(wait)

    assert (found.value, found.last_month, found.last_year) == (27, 2, 40)
    assert found.pace.value == Decimal("110.00")
    assert found.light == "good"
    assert found.series[:3] == (None, Decimal("110.00"), None)
    assert found.achievement.value == Decimal("0.00")


def test_a_sum_is_held_against_its_share_of_the_year(people):
    babies = make.indicator(people.clinic, {"over_time": "sum", "measure": "bayi"})
    make.target(babies, 120)
    make.figure(babies, 1, 8)
    make.figure(babies, 2, 10)

    found = one(babies)

    assert found.value == 18
    assert found.pace.value == Decimal("90.00")
    assert found.light == "warn"
    assert found.achievement.value == Decimal("15.00")


def test_no_data_and_no_target_say_so(people):
    empty = make.indicator(people.clinic)
    make.figure(aimless := make.indicator(people.clinic), 1, 5)
    assert (one(empty).light, one(empty).value) == ("none", None)
    assert one(empty).achievement.reason == "belum ada data"
    assert one(aimless).achievement.reason == "target belum ditetapkan"


def test_an_old_figure_is_stale(people):
    old = make.indicator(people.clinic)
    make.target(old)
    make.figure(old, 1, 100)
    assert one(old, date(2026, 6, 1)).light == "stale"


def test_the_agency_sets_its_own_bounds(people, agency):
    row = make.indicator(people.clinic)
    make.target(row)
    make.figure(row, 2, 92)
    RuleSet.objects.create(
        agency=agency, year=2026, key="lights", values={"green": 90}, source="Perbup"
    )
    assert one(row).light == "good"


def test_weighted_months(people):
    row = make.indicator(people.clinic, {"over_time": "weighted"})
    make.figure(row, 1, 50, weight=Decimal(10))
    make.figure(row, 2, 100, weight=Decimal(30))
    assert one(row).value == Decimal("87.5")


def test_many_indicators_cost_the_same(people):
    def grow():
        for _ in range(20):
            row = make.indicator(people.clinic)
            make.target(row)
            make.figure(row, 1, 90)

    grow()
    assert_flat(
        lambda: year_of(Indicator.objects.values_list("pk", flat=True), 2026, TODAY), grow, 5
    )
