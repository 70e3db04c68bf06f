"""The picture of a year: it shows what is known, joins what lies ahead, and invents nothing."""

from decimal import Decimal

from karsa.kit.course import HEIGHT, Slot, course


def year(*actual, ahead=(), due=100):
    slots = [Slot(str(n), (due,), value) for n, value in enumerate(actual)]
    bands = [Slot("x", (due,), None, mean, low, high) for low, mean, high in ahead]
    return [*slots, *bands]


def drawn(slots, goals=()):
    found = course(slots, goals)
    assert found is not None
    return found


def numbers(path):
    return [tuple(map(float, pair.split())) for pair in path.replace("h0", "").split("L") if pair]


def test_nothing_measured_and_nothing_ahead_is_no_picture():
    assert course(year(None, None)) is None
    assert course([]) is None


def test_what_lies_ahead_begins_where_the_measured_line_ends():
    found = drawn(year(90, 92, ahead=[(88, 93, 98)]))

    assert found.end
    assert found.ahead.startswith(f"M{found.end[0].rstrip('%')} {found.end[1]}")
    assert found.band.startswith("M")
    assert found.band.endswith("z")


def test_better_is_higher_and_all_lies_inside():
    found = drawn(year(90, 110, ahead=[(70, 100, 140)]), goals=[Decimal(120)])

    first, second = numbers(found.actual[1:])
    assert second[1] < first[1]
    marks = [float(tick.y) for tick in found.ticks] + [float(goal) for goal in found.goals]
    assert all(0 <= mark <= HEIGHT for mark in marks)


def test_a_missing_month_breaks_the_line():
    assert drawn(year(90, None, 92)).actual.count("M") == 2


def test_a_range_has_two_lines():
    slots = [Slot("a", (Decimal(1), Decimal(3)), 2), Slot("b", (Decimal(1), Decimal(3)), 2)]
    assert drawn(slots).due.count("M") == 2


def test_lines_across_stand_at_round_values():
    words = [tick.words for tick in drawn(year(81.3, 88.8, 97.1)).ticks]
    assert words == ["80", "85", "90", "95", "100"]


def test_a_flat_line_has_a_scale_too():
    assert len(drawn(year(0, 0, due=0)).ticks) >= 2
    assert len(drawn(year(7, 7, due=7)).ticks) >= 2
