"""The picture of two lines around a start."""

from karsa.kit.compared import Slot, compared


def test_both_lines_meet_the_start_and_the_band_lies_after_it():
    before = [Slot(str(n), actual=30, other=30 + n % 2) for n in range(3)]
    after = [Slot("x", 24, 30, 28, 32, is_after=True) for _n in range(3)]
    found = compared([*before, *after])

    assert found is not None
    assert found.start == "50.00%"
    assert found.actual.count("L") == 5
    assert found.band.startswith("M58.33")
    assert found.band.endswith("z")


def test_without_both_sides_there_is_no_picture():
    assert compared([]) is None
    assert compared([Slot("1", 1, 1)]) is None
    assert compared([Slot("1", 1, 1, is_after=True)]) is None
