"""A graph as an outline: once each, under the deepest parent, in the given order."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from karsa.rules.outline import Place, outline
from karsa.rules.tests.examples import few


def test_a_tree_keeps_its_order():
    assert outline({1: [], 2: [1], 3: [1], 4: [2]}) == (
        Place(1, None, 0),
        Place(2, 1, 1),
        Place(4, 2, 2),
        Place(3, 1, 1),
    )


def test_several_parents_place_it_once_under_the_deepest():
    places = {place.key: place for place in outline({1: [], 2: [1], 3: [1, 2], 4: [2, 3, 1]})}
    assert places[3] == Place(3, 2, 2)
    assert places[4] == Place(4, 3, 3)


def test_the_first_of_equal_parents_is_the_main_one():
    assert outline({1: [], 2: [], 3: [2, 1]})[-1] == Place(3, 2, 1)


def test_strangers_are_no_parents():
    assert outline({1: [9]}) == (Place(1, None, 0),)


def test_a_circle_is_refused():
    with pytest.raises(ValueError, match="circle"):
        outline({1: [], 2: [1, 3], 3: [2]})


@few
@given(some.dictionaries(some.integers(0, 30), some.sets(some.integers(0, 30)).map(list)))
def test_parents_come_before_children_and_above_them(links):
    links = {key: [one for one in above if one < key] for key, above in links.items()}
    places = outline(links)
    assert sorted(place.key for place in places) == sorted(links)
    seen: dict[int, int] = {}
    for place in places:
        assert place.main is None or place.main in seen
        seen[place.key] = place.depth
    for key, above in links.items():
        assert all(seen[key] > seen[one] for one in above if one in links)
