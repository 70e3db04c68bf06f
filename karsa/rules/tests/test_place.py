from decimal import Decimal

import pytest

from karsa.rules.place import Point, degrees, distance_km, read_point


def test_a_point_is_rounded_to_about_a_hundred_metres():
    assert read_point("-7.123456", 110.9876) == Point(Decimal("-7.123"), Decimal("110.988"))


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("", ""), (None, None), ("NaN", "1"), ("91", "1"), ("1", "181"), ("0", "0"), ("1e99", "1")],
)
def test_what_is_no_place_is_none(latitude, longitude):
    assert read_point(latitude, longitude) is None


def test_a_camera_states_degrees_minutes_and_seconds():
    assert degrees((7, 30, 36), "S") == Decimal("-7.51")
    assert degrees((110, 30, 0), "E") == Decimal("110.5")
    assert degrees((110, 30), "E") is None
    assert degrees((110, "x", 1), "E") is None


def test_distance_over_the_ground():
    semarang = Point(Decimal("-6.990"), Decimal("110.423"))
    solo = Point(Decimal("-7.566"), Decimal("110.828"))
    assert 77 < distance_km(semarang, solo) < 80
    assert distance_km(solo, solo) == 0
