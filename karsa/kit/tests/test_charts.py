from decimal import Decimal

import pytest

from karsa.kit import charts
from karsa.rules.lights import Light


def test_every_light_has_a_look_and_only_data_has_colour():
    assert set(charts.LIGHTS) == {light.value for light in Light}
    assert charts.light_of("anything else").tone == "none"


def test_shapes_differ_so_that_colour_is_not_the_only_sign():
    shapes = {charts.light_of(light).shape for light in ("good", "warn", "bad")}

    assert len(shapes) == 3


def test_above_the_expectation_is_drawn_above_the_dashes():
    better = charts.sparkline([100, 110], "good")
    worse = charts.sparkline([100, 90], "bad")

    assert better is not None
    assert worse is not None
    assert better.end[1] < 17.4 < worse.end[1]
    assert better.expected == worse.expected == "M7.0 17.4H105.0"


def test_a_point_beyond_the_scale_stays_on_its_edge():
    line = charts.sparkline([100, 400], "good")
    low = charts.sparkline([100, 0], "bad")

    assert line is not None
    assert line.end[1] == charts.PAD
    assert low is not None
    assert low.end[1] == charts.HEIGHT - charts.PAD


def test_a_missing_month_breaks_the_line_instead_of_being_invented():
    line = charts.sparkline([100, None, 98, 97], "warn")

    assert line is not None
    assert line.path.count("M") == 2
    assert line.points == 3


def test_a_young_line_is_short_and_says_so():
    line = charts.sparkline([Decimal(100), Decimal(101)], "none")

    assert line is not None
    assert line.thin
    assert line.end[0] < charts.WIDTH / 2


def test_no_data_is_no_line():
    assert charts.sparkline([], "none") is None
    assert charts.sparkline([None, None], "stale") is None


@pytest.mark.parametrize("light", ["good", "warn", "bad"])
def test_the_end_carries_the_shape_of_its_light(light):
    line = charts.sparkline([100, 99, 98], light)

    assert line is not None
    assert line.mark == charts.mark(charts.light_of(light).shape, *line.end)


def test_a_bullet_keeps_everything_inside_its_width():
    bar = charts.bullet(actual=27, target=Decimal(25), last=38)

    assert bar == charts.Bullet("63.4%", "58.7%", "89.3%")


def test_a_bullet_without_data_draws_no_bar():
    assert charts.bullet(actual=None, target=90) == charts.Bullet(None, "89.3%", None)
    assert charts.bullet(None, None) == charts.Bullet(None, None, None)
    assert charts.bullet(0, 0) == charts.Bullet("0.0%", "0.0%", None)


@pytest.mark.parametrize(
    ("value", "tint"), [(None, "none"), (100, "good"), (99, "warn"), (80, "warn"), (79, "bad")]
)
def test_no_data_in_a_heat_map_is_never_red(value, tint):
    assert charts.heat_light(value) == tint


def test_a_distribution_of_few_people_is_hidden():
    assert charts.distribution(["a", "b"], [2, 2], [0.5, 0.5]) == []


def test_a_distribution_compares_counts_with_the_guiding_pattern():
    first, second = charts.distribution(["Baik", "Kurang"], [8, 2], [0.9, 0.1])

    assert (first.guide_count, second.guide_count) == (9.0, 1.0)
    assert float(first.guide) < float(first.y), "nine were expected, eight are there"
    assert float(second.guide) > float(second.y)
    assert first.width == second.width == "30.00%"
