"""What leaders hear before the year is over: the chance, and what asks for attention."""

from datetime import date
from decimal import Decimal

import pytest

from karsa.indicators.models import Forecast
from karsa.indicators.queries.outlook import outlooks_of, warnings_of
from karsa.indicators.queries.year import year_of
from karsa.indicators.tests import make
from karsa.kit.testing import queries_of
from karsa.org.tests.make import NOW
from karsa.rules.warning import Need, Trend

YEAR = 2026
TODAY = date(YEAR, 10, 10)


def forecast(row, mean=80, probability="0.7", **over):
    band = {"mean": mean, "low": None, "high": None}
    if mean is not None:
        band |= {"low": mean - 5, "high": mean + 5}
    fields = {
        "probability": probability and Decimal(probability),
        "points": [{"month": 12, "mean": "80.0000", "low": "75.0000", "high": "85.0000"}],
    }
    defaults = {"year": YEAR, "through_month": 9, "months_used": 21, "made_at": NOW}
    return Forecast.objects.create(
        agency=row.agency, indicator=row, **(defaults | band | fields | over)
    )


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        ("0.7", "Kemungkinan mencapai target: 7 dari 10"),
        ("0.04", "kurang dari 1 dari 10"),
        ("0.05", "1 dari 10"),
        ("0.96", "lebih dari 9 dari 10"),
        (None, "tidak dihitung"),
    ],
)
def test_the_chance_in_words(people, probability, words):
    row = make.indicator(people.clinic)
    forecast(row, probability=probability)

    assert words in outlooks_of([row.pk], YEAR)[row.pk].words


def test_too_little_data_is_said(people):
    row = make.indicator(people.clinic)
    forecast(row, mean=None, probability=None, points=[])

    found = outlooks_of([row.pk], YEAR)[row.pk]
    assert not found.is_known
    assert found.words == "Belum cukup data untuk perkiraan"


def test_months_to_come_have_names_and_numbers(people):
    row = make.indicator(people.clinic)
    forecast(row)

    (month,) = outlooks_of([row.pk], YEAR)[row.pk].months
    assert month.name == "Desember"
    assert [int(value) for value in (month.low, month.mean, month.high)] == [75, 80, 85]


@pytest.fixture
def run(people):
    """An indicator with a flat target of 100 and the last months' figures, to September."""

    def make_run(name, *values, until=9, card=None):
        row = make.indicator(people.clinic, card, name=name)
        make.target(row, 100)
        for month, value in enumerate(values, start=until - len(values) + 1):
            make.figure(row, month, value)
        return row

    return make_run


def warned(agency, *rows):
    return warnings_of(agency, year_of([row.pk for row in rows], YEAR, TODAY).values(), YEAR)


def test_the_most_urgent_stands_first(agency, run):
    rows = [
        run("well", 101, 102, 103),
        run("unlikely", 101, 101, 101),
        run("amber", 95, 95, 95),
        run("red", 75, 75, 75),
        run("old", 70, 70, until=4),
        run("worsening", 90, 84, 78),
        run("empty"),
    ]
    forecast(rows[0])
    forecast(rows[1], probability="0.3")

    found = warned(agency, *rows)

    assert [one.row.name for one in found] == ["worsening", "old", "red", "amber", "unlikely"]
    assert [one.need for one in found] == [1, 2, 3, 3, 4]
    assert found[0].trend is Trend.WORSENING


def test_a_warning_tells_gap_since_when_trend_and_usual_causes(agency, run):
    row = run(
        "Waktu tunggu",
        *(98, 103, 118, 125),
        card={"polarity": "minimize", "measure": "menit", "causes": "Dokter cuti\n\n Antrean "},
    )

    (found,) = warned(agency, row)

    assert (found.gap, found.since, found.since_name) == (25, 7, "Juli")
    assert found.gap_words == "25 menit di atas yang diharapkan"
    assert (found.trend, found.trend_name) == (Trend.WORSENING, "Memburuk")
    assert found.causes == ("Dokter cuti", "Antrean")
    assert found.behind == 25
    assert (found.need, found.reason) == (Need.WORSENING, "Tertinggal dan memburuk")


def test_outside_a_range_the_nearer_bound_was_due(agency, run):
    row = run("Suhu", 60, card={"polarity": "range", "measure": "°C"})
    row.targets.update(value=None, low=80, high=90)

    (found,) = warned(agency, row)

    assert found.gap_words == "20 °C di bawah yang diharapkan"


def test_any_number_costs_one_query(agency, run):
    rows = [run(f"row {n}", 70, 71, 72) for n in range(4)]
    years = list(year_of([row.pk for row in rows], YEAR, TODAY).values())
    warnings_of(agency, years[:1], YEAR)

    few = queries_of(lambda: warnings_of(agency, years[:1], YEAR))
    many = queries_of(lambda: warnings_of(agency, years, YEAR))

    assert len(few) == len(many) == 1
