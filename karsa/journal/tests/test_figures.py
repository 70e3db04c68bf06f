"""Accepted entries become the figure of the indicator their result carries."""

from datetime import date

import pytest
from django.core.management import call_command

from karsa.indicators.models import Measurement
from karsa.indicators.tests import make as indicators
from karsa.journal.services import figures, review
from karsa.journal.tests import make
from karsa.org.tests.make import NOW, actor
from karsa.plans.tests import make as plans


@pytest.fixture
def served(people):
    return indicators.indicator(people.clinic, {"measure": "orang", "statistic": "sum"})


@pytest.fixture
def result(people, served):
    made = plans.result(plans.plan(people.rina.assignments.get()))
    plans.measure(made, indicator=served)
    return made


def entry(result, quantity, **over):
    said = {"day": date(2026, 3, 2), "measure": "orang", "quantity": quantity, "state": "accepted"}
    return make.entry(result, **(said | over))


def add_up(agency):
    return figures.add_up(agency=agency, year=2026, month=3, now=NOW)


def test_what_was_accepted_is_added_up(agency, result):
    entry(result, 12)
    entry(result, 8, day=date(2026, 3, 31))
    entry(result, 5, state="sent")
    entry(result, 7, day=date(2026, 2, 28))
    entry(result, 9, measure="lembar")

    assert add_up(agency) == 1
    row = Measurement.objects.get()
    assert (int(row.value), row.origin, row.state, row.month) == (20, "entries", "reported", 3)


def test_more_entries_move_the_figure_and_none_set_it_aside(agency, result):
    one = entry(result, 12)
    add_up(agency)
    entry(result, 3)
    add_up(agency)
    assert Measurement.objects.get().value == 15

    type(one).objects.update(state="sent")
    add_up(agency)
    assert Measurement.objects.get().state == "refused"


def test_a_typed_figure_stays_and_the_sum_waits(agency, result, served):
    indicators.figure(served, 3, 30)
    entry(result, 12)
    add_up(agency)

    assert Measurement.objects.get(origin="entries").state == "held"


def test_an_indicator_that_does_not_add_up_is_left_alone(agency, people):
    share = indicators.indicator(people.clinic, {"measure": "orang"})
    made = plans.result(plans.plan(people.rina.assignments.get()))
    plans.measure(made, indicator=share)
    entry(made, 12)

    assert add_up(agency) == 0


def test_accepting_has_it_added_up(people, result, django_capture_on_commit_callbacks):
    row = entry(result, 12, state="sent")
    with django_capture_on_commit_callbacks(execute=True):
        review.accept(actor=actor(people.andi), entry=row)
    assert Measurement.objects.get().value == 12

    with django_capture_on_commit_callbacks(execute=True):
        review.undo(actor=actor(people.andi), entry=row)
    assert Measurement.objects.get().state == "refused"


def test_the_command_adds_up_a_month(agency, result, capsys):
    entry(result, 12)
    call_command("roll-up-entries", year=2026, month=3, json=True)

    assert '"contoh": 1' in capsys.readouterr().out
