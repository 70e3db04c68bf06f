from decimal import Decimal

from karsa.kit.histogram import histogram


def test_the_tallest_class_fills_the_height_and_empty_ends_are_left_out():
    bars = histogram([2, 4, 0, 1, 0, 0], Decimal(20))

    assert [(bar.label, bar.count) for bar in bars] == [
        ("0–20", 2),
        ("20–40", 4),
        ("40–60", 0),
        ("60–80", 1),
    ]
    assert [bar.height for bar in bars] == ["60.0", "120.0", "0.0", "30.0"]


def test_the_last_class_is_open():
    assert histogram([1, 1], Decimal("0.5"))[-1].label == "≥ 0,5"


def test_without_events_there_is_no_picture():
    assert histogram([], None) == histogram([0, 0], Decimal(1)) == []
