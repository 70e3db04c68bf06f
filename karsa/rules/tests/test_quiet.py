from datetime import time

import pytest

from karsa.rules.quiet import is_quiet


@pytest.mark.parametrize(
    ("at", "quiet"), [(18, False), (19, True), (23, True), (0, True), (5, True), (6, False)]
)
def test_a_night_passes_midnight(at, quiet):
    assert is_quiet(time(at), time(19), time(6)) is quiet


@pytest.mark.parametrize(("at", "quiet"), [(11, False), (12, True), (13, False)])
def test_a_noon_does_not(at, quiet):
    assert is_quiet(time(at), time(12), time(13)) is quiet


def test_the_same_time_twice_is_never_quiet():
    assert not any(is_quiet(time(hour), time(6), time(6)) for hour in range(24))
