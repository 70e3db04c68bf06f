from decimal import Decimal

import pytest

from karsa.rules.lights import LIGHT_NAMES, Light, light


# Source: rules digest 6, "Lights by default".
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", "good"),
        ("100", "good"),
        ("99.99", "warn"),
        ("80", "warn"),
        ("79.99", "bad"),
        ("0", "bad"),
    ],
)
def test_the_default_bounds(value, expected):
    assert light(Decimal(value)) is Light(expected)


def test_no_data_is_grey_however_old():
    assert light(None, age_days=900, expected_days=30) is Light.NONE


def test_data_older_than_expected_is_stale():
    assert light(Decimal(100), age_days=31, expected_days=30) is Light.STALE
    assert light(Decimal(100), age_days=30, expected_days=30) is Light.GOOD
    assert light(Decimal(100), age_days=31) is Light.GOOD


def test_bounds_are_configuration():
    assert light(Decimal(85), green=Decimal(85), amber=Decimal(60)) is Light.GOOD
    assert light(Decimal(60), green=Decimal(85), amber=Decimal(60)) is Light.WARN


def test_every_light_has_a_word_beside_its_colour():
    assert set(LIGHT_NAMES) == set(Light)
