from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.refused import Refused
from karsa.rules.second import MOST_EACH, Drawable, check_draw, draw
from karsa.rules.tests.examples import few

raters = st.sets(st.integers(1, 12), max_size=8)
people = st.lists(
    st.builds(Drawable, st.integers(100, 160), st.frozensets(st.integers(1, 12), max_size=6)),
    unique_by=lambda one: one.key,
    max_size=30,
)


@few
@given(st.text(min_size=1), people, raters, st.integers(0, 40))
def test_nobody_near_nobody_overloaded_and_the_same_from_the_same_seed(seed, some, may, wanted):
    found = draw(seed, some, may, wanted)
    near = {one.key: one.near for one in some}

    assert found == draw(seed, reversed(some), sorted(may, reverse=True), wanted)
    assert len(found) <= wanted
    assert all(rater in may and rater not in near[key] for key, rater in found.items())
    assert max(Counter(found.values()).values(), default=0) <= MOST_EACH


def test_another_seed_draws_others_and_loads_are_even():
    some = [Drawable(key, frozenset()) for key in range(100)]
    first, other = (draw(seed, some, range(1000, 1010), 20) for seed in ("4711", "0815"))

    assert set(first) != set(other)
    assert set(Counter(first.values()).values()) == {2}


@pytest.mark.parametrize(("seed", "wanted"), [("  ", 5), ("4711", 0)])
def test_a_draw_wants_a_seed_that_can_be_told_and_somebody(seed, wanted):
    with pytest.raises(Refused):
        check_draw(seed, wanted)
