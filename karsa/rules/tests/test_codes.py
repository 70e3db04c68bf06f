"""Codes in the order people expect."""

from hypothesis import given
from hypothesis import strategies as some

from karsa.rules.codes import natural
from karsa.rules.tests.examples import few


def test_numbers_count_and_do_not_spell():
    codes = ["S10", "s2", "S1", "1.10", "1.9", "", "10"]
    assert sorted(codes, key=natural) == ["", "1.9", "1.10", "10", "S1", "s2", "S10"]


@few
@given(some.text(), some.text())
def test_any_two_codes_compare(one, other):
    assert (natural(one) <= natural(other)) or (natural(one) >= natural(other))
