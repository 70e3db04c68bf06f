"""A month that is not whole here keeps its figures and takes nothing more."""

from datetime import UTC, datetime

import pytest

from karsa.indicators.models import EventMonth, Measurement, Observation
from karsa.indicators.services.feeding import Outcome
from karsa.indicators.services.rollup import roll_up
from karsa.indicators.tests import make, make_feed
from karsa.org.tests.make import NOW
from karsa.tenancy.models import ArchivedPart


@pytest.fixture
def feed(people):
    return make_feed.feed(make.indicator(people.clinic, {"measure": "menit", "promise": 30}))


@pytest.fixture
def archived():
    """February in UTC: in Jakarta the first hours of March lie in it too."""
    return ArchivedPart.objects.create(
        table=Observation._meta.db_table,
        name="indicators_observation_2026_02",
        starts=datetime(2026, 2, 1, tzinfo=UTC),
        ends=datetime(2026, 3, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        ("2026-01-31T23:59:59+07:00", Outcome.STORED),
        ("2026-02-01T00:00:00+07:00", Outcome.REFUSED),
        ("2026-03-07T12:00:00+07:00", Outcome.REFUSED),
    ],
)
def test_a_month_that_was_archived_takes_nothing_more(feed, archived, at, outcome):
    assert make_feed.send(feed, make_feed.row(1, at=at)).rows[outcome] == [1]


def test_the_figures_of_an_archived_month_stand(feed, archived):
    archived.delete()
    make_feed.send(feed, make_feed.row(1, 10))
    roll_up(agency=feed.agency, now=NOW)
    Observation.objects.all().delete()
    EventMonth.objects.update(is_dirty=True)
    archived.save(force_insert=True)

    roll_up(agency=feed.agency, now=NOW)

    kept = EventMonth.objects.get()
    assert (kept.count, kept.is_dirty) == (1, False)
    assert Measurement.objects.get().value == 10
