from datetime import date, timedelta

import pytest

from karsa.rules.escalation import ClimbRules, days_late, level

DUE = date(2026, 3, 2)


@pytest.mark.parametrize(("late", "expected"), [(-3, 0), (0, 0), (1, 1), (14, 1), (15, 2), (99, 2)])
def test_it_climbs_after_its_day_and_again_two_weeks_later(late, expected):
    assert level(DUE, DUE + timedelta(days=late)) == expected


def test_without_a_due_date_nothing_is_late():
    assert days_late(None, DUE) == 0
    assert level(None, DUE) == 0


def test_an_agency_may_wait_longer():
    assert level(DUE, DUE + timedelta(days=5), ClimbRules(first=7, second=21)) == 0


@pytest.mark.parametrize(("first", "second"), [(0, 5), (9, 3)])
def test_levels_come_in_order(first, second):
    with pytest.raises(ValueError, match="in order"):
        ClimbRules(first=first, second=second)
