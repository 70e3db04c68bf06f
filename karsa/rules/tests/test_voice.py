from decimal import Decimal

import pytest

from karsa.rules.voice import ENOUGH, Heard, drawn_in, own_weight

USUAL = Heard(3, Decimal(80), 900)


def heard(n: int, value: str = "60") -> Heard:
    return Heard(3, Decimal(value), n)


def test_thirty_voices_speak_for_themselves():
    assert drawn_in(heard(ENOUGH), USUAL) == 60
    assert own_weight(4000) == 1


def test_few_voices_are_drawn_towards_the_usual_by_the_root_of_their_number():
    # √(7.5/30) would be one half; of 8 it is 0.5164.
    assert drawn_in(heard(8), USUAL) == Decimal("69.6720")


def test_more_voices_never_lie_farther_from_what_they_say():
    found = [drawn_in(heard(n), USUAL) or Decimal(0) for n in range(5, 40)]

    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize("n", range(5))
def test_under_five_nothing_is_said(n):
    assert drawn_in(heard(n), USUAL) is None


def test_without_a_usual_the_figure_stays():
    assert drawn_in(heard(5, "61.23456"), None) == Decimal("61.2346")


def test_voices_are_not_negative():
    with pytest.raises(ValueError, match="not negative"):
        own_weight(-1)
