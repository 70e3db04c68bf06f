from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from karsa.rules.calendar import WorkCalendar
from karsa.rules.oddity import (
    copied,
    fingerprint,
    is_crowd,
    is_same_photo,
    is_too_fast,
    shown_from,
)
from karsa.rules.place import Point

GREYS = [place * 37 % 251 for place in range(72)]
NOON = datetime(2026, 3, 4, 5, tzinfo=UTC)
HERE = Point(Decimal("-7.000"), Decimal("110.000"))


def near(north="0"):
    return Point(HERE.latitude + Decimal(north), HERE.longitude)


def test_a_lighter_picture_keeps_its_fingerprint():
    assert fingerprint(GREYS) == fingerprint([grey + 3 for grey in GREYS])


def test_few_different_bits_are_the_same_picture_and_many_are_not():
    assert is_same_photo(0b1111, 0)
    assert not is_same_photo(0b11111, 0)


def test_a_picture_without_features_has_no_fingerprint():
    assert fingerprint([90] * 72) is None
    assert fingerprint([n % 9 for n in range(72)]) is None
    with pytest.raises(ValueError, match="72"):
        fingerprint([1])


def test_a_crowd_is_many_people_of_several_units():
    assert is_crowd(10, 3)
    assert not is_crowd(9, 3)
    assert not is_crowd(40, 2)


@pytest.mark.parametrize(
    ("north", "minutes", "fast"),
    [("0.002", 0, False), ("0.200", 0, True), ("1", 10, True), ("1", 60, False), ("-1", 10, True)],
)
def test_nobody_is_faster_than_three_hundred_kilometres_an_hour(north, minutes, fast):
    assert is_too_fast(HERE, NOON, near(north), NOON + timedelta(minutes=minutes)) is fast
    assert is_too_fast(near(north), NOON + timedelta(minutes=minutes), HERE, NOON) is fast


def test_only_long_words_count_as_copied():
    assert copied("Rapat") == ""
    assert copied("Memeriksa  IBU hamil di posyandu Melati bersama kader") == (
        "memeriksa ibu hamil di posyandu melati bersama kader"
    )


def test_the_author_has_three_whole_working_days():
    friday = date(2026, 3, 6)
    assert shown_from(WorkCalendar(), friday) == date(2026, 3, 12)
