"""How many stand behind an answer: units too small answer together, and nobody is subtracted."""

from decimal import Decimal

from karsa.rules import pulse


def test_small_units_answer_with_the_unit_above():
    paths = ["/1/2/3/"] * 3 + ["/1/2/4/"] * 6 + ["/1/2/"] * 2 + ["/1/5/"] * 1 + ["/1/"] * 1
    found = pulse.cells(paths)

    assert found == {
        "/1/2/3/": "/1/2/",
        "/1/2/4/": "/1/2/4/",
        "/1/2/": "/1/2/",
        "/1/5/": "/1/",
        "/1/": "/1/",
    }
    assert pulse.cells(["/1/2/3/"] * 2) == {"/1/2/3/": "/1/"}
    assert pulse.cells([]) == {}


def test_one_hidden_unit_takes_another_with_it():
    assert pulse.shown({1: 4, 2: 6, 3: 9}) == ({3}, True)
    assert pulse.shown({1: 3, 2: 3}) == (set(), True)
    assert pulse.shown({1: 3}) == (set(), False)
    assert pulse.shown({1: 5, 2: 0}) == ({1}, False)


def test_a_mean_of_five_or_more():
    assert pulse.mean(13, 5) == Decimal("2.6")
    assert pulse.mean(12, 4) is None
