"""What a machine sends is kept once, corrected beside itself, and never silently lost."""

from decimal import Decimal

import pytest
from django.db import connection

from karsa.indicators.models import EventMonth, Measurement, Observation, Receipt
from karsa.indicators.services.feeding import Outcome
from karsa.indicators.services.rollup import roll_up
from karsa.indicators.tests import make, make_feed
from karsa.kit.testing import queries_of
from karsa.org.models import Service, ServicePoint
from karsa.org.tests.make import NOW, TODAY
from karsa.rules import plausible

State = Observation.State


@pytest.fixture
def waiting(people):
    """The clinic's waiting time in minutes, promised within 30."""
    return make.indicator(people.clinic, {"measure": "menit", "promise": 30})


@pytest.fixture
def feed(waiting):
    return make_feed.feed(waiting)


def outcomes(answer):
    return {str(one): rows for one, rows in answer.rows.items() if rows}


def states():
    return list(Observation.objects.order_by("pk").values_list("revision", "state"))


def month(indicator, number=3):
    return EventMonth.objects.get(indicator=indicator, year=2026, month=number)


def test_new_events_are_stored(feed):
    answer = make_feed.send(feed, make_feed.row(1), make_feed.row(2, 12.5))

    assert outcomes(answer) == {"stored": [1, 2]}
    assert Observation.objects.filter(state=State.VALID).count() == 2
    feed.refresh_from_db()
    assert feed.last_fed_at == NOW


def test_the_same_again_changes_nothing(feed):
    make_feed.send(feed, make_feed.row(1, 20))
    answer = make_feed.send(feed, make_feed.row(1, 20.0))

    assert outcomes(answer) == {"unchanged": [1]}
    assert Observation.objects.count() == Receipt.objects.count() == 1


def test_another_value_is_a_revision_beside_the_old_one(feed):
    make_feed.send(feed, make_feed.row(1, 20))
    answer = make_feed.send(feed, make_feed.row(1, 25))

    assert outcomes(answer) == {"corrected": [1]}
    assert states() == [(1, State.REPLACED), (2, State.VALID)]


def test_a_key_twice_in_a_batch_is_taken_in_the_order_of_sending(feed):
    answer = make_feed.send(
        feed, make_feed.row(1, 20), make_feed.row(1, 20), make_feed.row(1, 22), make_feed.row(2)
    )

    assert outcomes(answer) == {"stored": [1, 4], "unchanged": [2], "corrected": [3]}


def test_a_correction_to_another_month_touches_both(feed, waiting):
    make_feed.send(feed, make_feed.row(1, 20))
    make_feed.send(feed, make_feed.row(1, 20, at="2026-02-10T08:00:00+07:00"))
    roll_up(agency=feed.agency, now=NOW)

    assert month(waiting).count == 0
    assert month(waiting, 2).count == 1


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, plausible.MISSING),
        (0, plausible.ZERO),
        (-3, plausible.NEGATIVE),
        (0.00001, plausible.ZERO),
    ],
)
def test_odd_values_wait_with_their_reason(feed, value, why):
    answer = make_feed.send(feed, make_feed.row(1, value))

    assert outcomes(answer) == {"held": [1]}
    row = Observation.objects.get()
    assert (row.state, row.reason) == (State.HELD, why)


def test_a_missing_value_counts_where_only_the_number_matters(people):
    visits = make.indicator(people.clinic, {"measure": "orang", "statistic": "count"})
    feed = make_feed.feed(visits)
    answer = make_feed.send(feed, make_feed.row(1, None))

    assert outcomes(answer) == {"stored": [1]}
    assert Observation.objects.get().value == 1


def test_the_card_says_what_can_be_believed(people):
    bounded = {"measure": "menit", "plausible_low": 0, "plausible_high": 240}
    feed = make_feed.feed(make.indicator(people.clinic, bounded))
    answer = make_feed.send(
        feed, make_feed.row(1, 0), make_feed.row(2, 240), make_feed.row(3, 1800)
    )

    assert outcomes(answer) == {"stored": [1, 2], "held": [3]}
    assert answer.reasons == {3: plausible.TOO_HIGH}


def test_a_wrong_unit_of_a_thousand_shows_against_the_months_before(feed):
    make_feed.send(feed, *(make_feed.row(n, 20 + n) for n in range(10)))
    roll_up(agency=feed.agency, now=NOW)
    answer = make_feed.send(feed, make_feed.row(20, 20_000), make_feed.row(21, 0.02))

    assert outcomes(answer) == {"held": [1, 2]}
    assert answer.reasons == {1: plausible.UNLIKE_HIGH, 2: plausible.UNLIKE_LOW}


def test_a_held_correction_leaves_the_value_that_counts(feed):
    make_feed.send(feed, make_feed.row(1, 20))
    make_feed.send(feed, make_feed.row(1, -20))
    assert states() == [(1, State.VALID), (2, State.HELD)]

    make_feed.send(feed, make_feed.row(1, 21))
    assert states() == [(1, State.REPLACED), (2, State.REPLACED), (3, State.VALID)]


@pytest.mark.parametrize(
    "over",
    [
        {"indicator": "lain"},
        {"indicator": None},
        {"indicator": ["waktu-tunggu-0"]},
        {"unit": "jam"},
        {"unit": None},
        {"at": "kemarin"},
        {"at": "2026-03-02T08:00:00"},
        {"at": 1772413200},
        {"at": "2026-03-05T08:00:00+07:00"},
        {"at": "1990-03-05T08:00:00+07:00"},
        {"value": "20"},
        {"value": True},
        {"value": [20]},
        {"value": 10**14},
        {"weight": 0},
        {"point": 999_999},
        {"point": True},
        {"key": "A-12"},
        {"catatan": "x"},
    ],
)
def test_a_row_that_cannot_be_kept_is_named_and_the_others_stay(feed, over):
    answer = make_feed.send(feed, make_feed.row(1), make_feed.row(2, **over), make_feed.row(3))

    assert outcomes(answer) == {"stored": [1, 3], "refused": [2]}
    assert answer.reasons[2]
    assert Observation.objects.count() == 2


@pytest.mark.parametrize("row", [None, 7, "x", [1]])
def test_what_is_no_row_is_refused(feed, row):
    assert outcomes(make_feed.send(feed, row)) == {"refused": [1]}


def test_a_batch_costs_no_query_an_event(feed):
    make_feed.send(feed, make_feed.row(0))
    few = len(queries_of(lambda: make_feed.send(feed, make_feed.row(1))))
    many = len(queries_of(lambda: make_feed.send(feed, *(make_feed.row(n) for n in range(2, 300)))))

    slices = 0 if connection.vendor == "postgresql" else 298 // 60
    assert few <= 14
    assert many <= few + 2 * slices


def test_the_month_becomes_the_indicators_figure(feed, waiting):
    values = (10, 20, 30, 40, 50)
    make_feed.send(feed, *(make_feed.row(n, value) for n, value in enumerate(values)))
    roll_up(agency=feed.agency, now=NOW)

    made = month(waiting)
    assert (made.count, made.total, made.mean, made.median, made.p90) == (5, 150, 30, 30, 46)
    assert (made.within, made.low, made.high) == (60, 10, 50)
    assert sum(made.classes) == 5
    figure = Measurement.objects.get()
    assert (int(figure.value), figure.weight, figure.origin) == (30, Decimal(5), "machine")
    assert (figure.state, figure.source) == ("reported", "Mesin antrean")


@pytest.mark.parametrize(
    ("statistic", "value"),
    [("count", 4), ("sum", 100), ("mean", 25), ("median", 25), ("p90", 37), ("share", 75)],
)
def test_the_card_names_the_statistic(people, statistic, value):
    card = {"measure": "menit", "statistic": statistic, "promise": 30}
    indicator = make.indicator(people.clinic, card)
    feed = make_feed.feed(indicator)
    make_feed.send(feed, *(make_feed.row(n, n * 10) for n in range(1, 5)))
    roll_up(agency=feed.agency, now=NOW)

    assert Measurement.objects.get().value == value


def test_weights_move_the_mean(feed, waiting):
    make_feed.send(feed, make_feed.row(1, 10, weight=3), make_feed.row(2, 20))
    roll_up(agency=feed.agency, now=NOW)

    assert month(waiting).mean == Decimal("12.5")


def test_each_service_point_has_its_figures(feed, waiting, people):
    service = Service.objects.create(agency=feed.agency, unit=people.clinic, name="Poli umum")
    first, second = (
        ServicePoint.objects.create(agency=feed.agency, service=service, name=name)
        for name in ("Loket 1", "Loket 2")
    )
    make_feed.send(
        feed,
        make_feed.row(1, 10, point=first.pk),
        make_feed.row(2, 20, point=second.pk),
        make_feed.row(3, 40, point=second.pk),
        make_feed.row(4, 50),
    )
    roll_up(agency=feed.agency, now=NOW)

    made = month(waiting)
    assert made.count == 4
    shown = {part["point"]: (part["count"], float(part["mean"])) for part in made.parts}
    assert shown == {first.pk: (1, 10), second.pk: (2, 30)}


def test_a_figure_nobody_verified_moves_with_its_events(feed):
    make_feed.send(feed, make_feed.row(1, 10))
    roll_up(agency=feed.agency, now=NOW)
    make_feed.send(feed, make_feed.row(2, 30))
    roll_up(agency=feed.agency, now=NOW)

    assert Measurement.objects.get().value == 20


def test_a_verified_figure_is_replaced_and_stays_readable(feed):
    make_feed.send(feed, make_feed.row(1, 10))
    roll_up(agency=feed.agency, now=NOW)
    Measurement.objects.update(state="verified")
    make_feed.send(feed, make_feed.row(2, 30))
    roll_up(agency=feed.agency, now=NOW)

    old, new = Measurement.objects.order_by("pk")
    assert (int(old.value), old.state) == (10, "replaced")
    assert (int(new.value), new.state, new.origin) == (20, "reported", "machine")
    assert new.corrects == old


def test_beside_a_typed_figure_the_machines_waits_for_a_person(feed, waiting):
    make.figure(waiting, TODAY.month, 27)
    make_feed.send(feed, make_feed.row(1, 10))
    roll_up(agency=feed.agency, now=NOW)

    held = Measurement.objects.get(origin="machine")
    assert held.state == "held"
    assert held.held_because

    Measurement.objects.filter(pk=held.pk).update(state="refused")
    make_feed.send(feed, make_feed.row(2, 30))
    roll_up(agency=feed.agency, now=NOW)
    assert Measurement.objects.filter(origin="machine").count() == 1


def test_without_any_event_left_the_figure_no_longer_counts(feed):
    make_feed.send(feed, make_feed.row(1, 10))
    roll_up(agency=feed.agency, now=NOW)
    make_feed.send(feed, make_feed.row(1, 10, at="2026-02-10T08:00:00+07:00"))
    roll_up(agency=feed.agency, now=NOW)

    assert set(Measurement.objects.values_list("month", "state")) == {
        (2, "reported"),
        (3, "refused"),
    }


def test_the_months_end_is_the_regions_not_greenwichs(feed, waiting):
    make_feed.send(feed, make_feed.row(1, 10, at="2026-02-28T23:30:00+00:00"))
    roll_up(agency=feed.agency, now=NOW)

    assert month(waiting, 3).count == 1


def test_the_outcomes_are_the_five_of_the_answer():
    assert [str(one) for one in Outcome] == ["stored", "unchanged", "corrected", "held", "refused"]
