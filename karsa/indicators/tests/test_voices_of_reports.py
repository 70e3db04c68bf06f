"""Reports of citizens become an indicator's figures, with their n."""

from datetime import timedelta

from karsa.complaints.tests import make as reports
from karsa.indicators.services.voices import VOICES, choose_voice, feed_voices
from karsa.indicators.tests import make
from karsa.org.tests import make as org


def test_reports_answered_in_time_are_measured_each_month(people):
    service, keeper = reports.service(people.clinic), org.actor(people.andi)
    indicator = make.indicator(people.clinic)
    day = org.TODAY - timedelta(days=10)
    for place in range(5):
        facts = {"service": service, "received_on": day, "answered_in_time": place > 0}
        reports.closed(people.clinic, **facts)

    choose_voice(
        actor=keeper, indicator=indicator, voice="complaints", service=service, statistic="in_time"
    )
    assert feed_voices(agency=people.clinic.agency, now=org.NOW) == 1

    row = indicator.measurements.get(year=2026, month=2)
    assert row.origin == "complaints"
    assert [row.value, row.weight] == [80, 5]
    assert "5 suara" in row.note


def test_each_statistic_can_be_chosen_and_counts_are_counts():
    voice = VOICES["complaints"]
    assert set(voice.statistics) == {"in_time", "reopened", "median_days", "received"}
    assert voice.counts == {"received"}
