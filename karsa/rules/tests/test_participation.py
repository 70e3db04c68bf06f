from datetime import date

import pytest

from karsa.rules.participation import (
    PHASE_NAMES,
    Phase,
    check_dates,
    check_hands,
    check_name,
    check_open,
    check_running,
    phase,
)
from karsa.rules.refused import Refused

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 12)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 1), Phase.UPCOMING),
        (FIRST, Phase.OPEN),
        (LAST, Phase.OPEN),
        (date(2026, 3, 13), Phase.ANSWERING),
    ],
)
def test_an_open_consultation_follows_its_dates_both_included(today, expected):
    assert phase("open", FIRST, LAST, today) is expected


@pytest.mark.parametrize("state", ["draft", "decided", "withdrawn"])
def test_what_is_not_open_stands_still(state):
    assert phase(state, FIRST, LAST, FIRST) == state


def test_every_phase_has_a_name():
    assert set(PHASE_NAMES) == set(Phase)


def test_people_speak_only_while_it_is_open():
    check_open(Phase.OPEN)
    with pytest.raises(Refused, match="belum dimulai"):
        check_open(Phase.UPCOMING)
    with pytest.raises(Refused, match="sudah ditutup"):
        check_open(Phase.ANSWERING)


def test_dates_follow_each_other():
    check_dates(FIRST, LAST, LAST)
    with pytest.raises(Refused, match="mendahului"):
        check_dates(LAST, FIRST, LAST)
    with pytest.raises(Refused, match="Batas jawaban"):
        check_dates(FIRST, LAST, FIRST)


def test_a_name_is_only_a_name():
    check_name("Bu Ketut")
    for name in ("Ketut 0812", "ketut@contoh"):
        with pytest.raises(Refused, match="nama panggilan"):
            check_name(name)


def test_while_it_is_weighed_people_only_support():
    weighing = phase("open", FIRST, LAST, date(2026, 3, 8), date(2026, 3, 8))
    assert weighing is Phase.WEIGHING
    assert phase("open", FIRST, LAST, date(2026, 3, 7), date(2026, 3, 8)) is Phase.OPEN
    check_running(weighing)
    with pytest.raises(Refused, match="menulis sudah selesai"):
        check_open(weighing)
    with pytest.raises(Refused, match="ditutup"):
        check_running(Phase.ANSWERING)


@pytest.mark.parametrize("day", [FIRST, date(2026, 3, 13)])
def test_weighing_lies_between_begin_and_end(day):
    check_dates(FIRST, LAST, LAST, LAST)
    with pytest.raises(Refused, match="menimbang"):
        check_dates(FIRST, LAST, LAST, day)


def test_a_name_is_polite_and_no_more_hands_than_people():
    with pytest.raises(Refused, match="sopan"):
        check_name("Si Goblok")
    check_hands(7, 7)
    with pytest.raises(Refused, match="8 orang"):
        check_hands(8, 7)
