"""A year's end from its months, by consolidation and polarity; kept for many at once."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from karsa.indicators.models import Forecast
from karsa.indicators.services.forecasting import forecast_later, refresh_forecasts
from karsa.indicators.services.year_end import Month, year_end
from karsa.indicators.tests import make as indicators
from karsa.jobs.services import ask_regular
from karsa.org.tests.make import NOW
from karsa.rules.consolidation import Consolidation
from karsa.stats.forecast import MINIMUM

YEAR = 2026


def months(until, count=24, value=10.0, weight=None):
    """Steady figures that end with the month `until` of the year."""
    last = YEAR * 12 + until - 1
    return {m: Month(value + m % 2, weight) for m in range(last - count + 1, last + 1)}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("sum", 126), ("average", 10.5), ("last", 10.5), ("weighted", 10.5)],
)
def test_known_months_and_those_to_come_make_the_year(kind, expected):
    found = year_end(Consolidation(kind), months(9, weight=4.0), YEAR)

    assert found is not None
    assert found.value.mean == pytest.approx(expected, rel=0.03)
    assert list(found.points) == [10, 11, 12]


def test_a_sum_in_january_stands_on_last_year_alone():
    found = year_end(Consolidation.SUM, months(-1), YEAR)  # the newest is November's

    assert found is not None
    assert list(found.points) == list(range(1, 13))
    assert found.value.mean == pytest.approx(126, rel=0.03)


@pytest.mark.parametrize("kind", ["sum", "average", "last", "weighted"])
def test_a_whole_year_is_known(kind):
    figures = months(12, weight=2.0)
    found = year_end(Consolidation(kind), figures, YEAR)

    assert found is not None
    assert found.points == {}
    expected = {"sum": 126, "last": figures[YEAR * 12 + 11].value}.get(kind, 10.5)
    assert found.value.band() == pytest.approx((expected, expected, expected))


@pytest.mark.parametrize(("kind", "october"), [("sum", 105), ("average", 10.5), ("last", 10.5)])
def test_each_month_to_come_tells_what_the_year_amounts_to_by_then(kind, october):
    found = year_end(Consolidation(kind), months(9), YEAR)

    assert found is not None
    assert found.points[10][0] == pytest.approx(october, rel=0.06)
    assert found.points[12] == pytest.approx(found.value.band())


def test_what_is_already_counted_stays():
    found = year_end(Consolidation.SUM, months(10), YEAR)

    assert found is not None
    assert found.value.chance(at_least=105) == 1


@pytest.mark.parametrize(
    "figures",
    [
        {},
        months(9, count=MINIMUM - 1),
        months(-2),  # too old: October of last year
        {month: one for month, one in months(9, 36).items() if month % 3 == 2},
        months(9, value=1e15),
    ],
)
def test_too_little_or_too_old_says_nothing(figures):
    assert year_end(Consolidation.LAST, figures, YEAR) is None


def test_a_budget_that_starts_anew_each_january_goes_on_from_where_it_is():
    start = YEAR * 12
    figures = {m: Month(8.0 * (m % 12 + 1), None) for m in range(start - 12, start + 10)}

    found = year_end(Consolidation.LAST, figures, YEAR, highest=100)

    assert found is not None
    mean, low, high = found.value.band()
    assert 80 <= low <= mean <= high <= 100
    assert mean == pytest.approx(96, abs=1)


def test_weights_are_needed_to_weigh():
    assert year_end(Consolidation.WEIGHTED, months(9), YEAR) is None


@pytest.fixture
def measured(people):
    def make(count=21, value=80, card=None, **over):
        row = indicators.indicator(people.clinic, card)
        for n in range(count):
            back = 8 - n  # September and the months before
            month, year = back % 12 + 1, YEAR + back // 12
            indicators.figure(row, month, value + n % 3, year=year, **over)
        return row

    return make


def refresh(agency, **over):
    return refresh_forecasts(agency=agency, year=YEAR, now=NOW, **over)


def number(value: Decimal | None) -> Decimal:
    assert value is not None
    return value


def test_a_forecast_is_kept_with_its_months_and_chance(agency, measured):
    row = measured()
    indicators.target(row, 85)

    assert refresh(agency) == 1

    kept = Forecast.objects.get()
    assert (kept.indicator, kept.through_month, kept.months_used) == (row, 9, 21)
    assert number(kept.low) < number(kept.mean) < number(kept.high)
    assert kept.mean == pytest.approx(Decimal(81), abs=2)
    assert number(kept.probability) < Decimal("0.2")
    assert [point["month"] for point in kept.points] == [10, 11, 12]


@pytest.mark.parametrize(("polarity", "likely"), [("maximize", False), ("minimize", True)])
def test_the_side_that_reaches_follows_the_polarity(agency, measured, polarity, likely):
    indicators.target(measured(card={"polarity": polarity}), 85)
    refresh(agency)

    assert (number(Forecast.objects.get().probability) > Decimal("0.5")) is likely


def test_a_range_is_reached_inside(agency, measured):
    row = measured(card={"polarity": "range"})
    indicators.target(row, None, low=70, high=90)
    refresh(agency)

    assert number(Forecast.objects.get().probability) > Decimal("0.9")


def test_a_value_to_stay_at_has_a_band_but_no_chance(agency, measured):
    indicators.target(measured(card={"polarity": "stabilize"}), 81)
    refresh(agency)

    kept = Forecast.objects.get()
    assert kept.probability is None
    assert kept.mean is not None


def test_a_share_does_not_exceed_its_whole(agency, measured):
    measured(value=97)
    refresh(agency)

    assert number(Forecast.objects.get().high) <= 100


def test_too_little_is_said_and_told_anew_when_there_is_more(agency, measured):
    row = measured(count=11)
    refresh(agency)
    empty = Forecast.objects.get()
    assert (empty.mean, empty.probability, empty.points, empty.months_used) == (None, None, [], 11)

    indicators.figure(row, 10, 80)
    refresh(agency, indicator_ids=[row.pk])
    assert Forecast.objects.get().mean is not None


def test_figures_that_do_not_count_are_not_read(agency, measured):
    measured(state="held", held_because="Tidak lazim")
    refresh(agency)

    assert Forecast.objects.get().months_used == 0


def test_only_those_asked_for_and_active_ones(agency, measured):
    one, _other, gone = measured(1), measured(1), measured(1)
    gone.is_active = False
    gone.save()

    assert refresh(agency, indicator_ids=[one.pk, gone.pk]) == 1
    assert refresh(agency) == 2


def test_many_cost_what_one_costs(agency, measured):
    measured(12)
    with CaptureQueriesContext(connection) as one:
        refresh(agency)
    for _ in range(4):
        measured(12)
    with CaptureQueriesContext(connection) as many:
        refresh(agency)

    assert len(one) == len(many) <= 8


def test_a_worker_makes_those_anew_whose_figures_moved(
    agency, measured, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: NOW)
    moved, other = measured(), measured()

    with django_capture_on_commit_callbacks(execute=True):
        forecast_later(agency, [moved.pk, moved.pk])
        forecast_later(agency, [])

    assert Forecast.objects.filter(indicator=moved, year=YEAR).exists()
    assert not Forecast.objects.filter(indicator=other).exists()


def test_every_night_all_are_made_anew(agency, measured, django_capture_on_commit_callbacks):
    row = measured()

    with django_capture_on_commit_callbacks(execute=True):
        ask_regular(NOW)

    assert Forecast.objects.filter(indicator=row).exists()
