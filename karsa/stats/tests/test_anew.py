import pytest

from karsa.stats.anew import added

JANUARY = 2025 * 12


def test_a_budget_is_what_each_month_added():
    values = {JANUARY + 10: 80.0, JANUARY + 11: 95.0, JANUARY + 12: 5.0, JANUARY + 14: 25.0}

    found = added(values)

    assert found is not None
    assert found[JANUARY + 11] == 15
    assert (found[JANUARY + 12], found[JANUARY + 13], found[JANUARY + 14]) == (5, 10, 10)
    assert sum(found[JANUARY + n] for n in range(11)) == pytest.approx(80)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {JANUARY: 5.0, JANUARY + 1: 9.0},  # no new year seen
        {JANUARY + 11: 95.0, JANUARY + 12: 60.0},  # went on
        {JANUARY + 10: 96.0, JANUARY + 11: 95.0, JANUARY + 12: 5.0},  # fell within the year
    ],
)
def test_what_does_not_pile_up_is_left_alone(values):
    assert added(values) is None
