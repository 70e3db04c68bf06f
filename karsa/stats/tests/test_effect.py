"""Effects of a start: known answers, missing values, and honest errors."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest

from karsa.stats.effect import effects
from karsa.stats.fixed import fixed_effects
from karsa.stats.interrupted import interrupted
from karsa.stats.panel import aligned, panel
from karsa.stats.untold import Untold, Why

TIMES = [1.0, 2.0, 3.5, 5.0, 6.0, 7.0]
STARTS = (3.0, 3.5, 6.0)


def rows(treated=9, others=7, jump=-4.0, noise=0.0, seed=7):
    """Units with a level of their own; treated ones jump at their start, one of three."""
    chance = np.random.default_rng(seed)
    for number in range(treated + others):
        first = STARTS[number % 3] if number < treated else inf
        for time in TIMES:
            value = 10 * number + 2 * time + jump * (time >= first)
            yield f"unit {number}", time, first, value + noise * chance.normal()


def made(told, covariates=()):
    units, times, firsts, values = zip(*told, strict=True)
    return panel(units, times, firsts, values, covariates)


def found_in(told, covariates=()) -> Any:
    return effects(made(told, covariates))


def test_what_is_known_is_found_exactly():
    found = found_in(rows())

    after = [cell for cell in found.cells if cell.event >= 0]
    assert [c.estimate.effect for c in after] == pytest.approx([-4.0] * len(after))
    assert [c.estimate.effect for c in found.cells if c.event < 0] == pytest.approx([0] * 5)
    for told in (found.overall, found.group, found.simple):
        assert (told.effect, told.low, told.high) == pytest.approx((-4, -4, -4), abs=1e-6)
    assert found.drift.effect == pytest.approx(0)
    assert {c.group for c in found.cells if c.time == 3.5 and c.event >= 0} == {3.0, 3.5}


def test_missing_values_and_rows_leave_out_only_what_needs_them():
    told = [row for n, row in enumerate(rows()) if n % 11]
    told = [(u, t, f, nan if n % 17 == 5 else y) for n, (u, t, f, y) in enumerate(told)]
    found = found_in(told)

    assert found.overall.effect == pytest.approx(-4)
    assert any(cell.treated < 3 for cell in found.cells)


def test_who_was_treated_from_the_first_time_is_left_out_and_who_comes_later_is_never():
    early = [("early", time, 1.0, 100.0 + time) for time in TIMES]
    late = [("late", time, 9.0, 50 + 2 * time) for time in TIMES]
    data = made([*rows(), *early, *late])

    assert data.early == 1
    assert int(data.never.sum()) == 8
    assert found_in([*rows(), *early, *late]).overall.effect == pytest.approx(-4)


def test_resembling_units_are_compared():
    """Growth follows size, and the treated are larger: a plain difference would be misled."""
    chance = np.random.default_rng(3)
    sizes = np.concatenate([chance.normal(6, 1, 60), chance.normal(5, 1, 90)])
    told, beside = [], []
    for number, size in enumerate(sizes):
        first = 2.0 if number < 60 else inf
        for time in (1.0, 2.0):
            value = size * time * 3 - 4 * (time >= first) + 0.1 * chance.normal()
            told.append((str(number), time, first, value))
            beside.append(size)
    plain, robust = found_in(told), found_in(told, [beside])

    assert plain.overall.low > -4
    assert robust.overall.low < -4 < robust.overall.high
    assert robust.overall.effect == pytest.approx(-4, abs=0.1)


def test_a_column_that_tells_who_was_treated_adjusts_nothing():
    told = list(rows(noise=1))
    mark = [float(first < inf) for _u, _t, first, _y in told]
    plain, marked = found_in(told), found_in(told, [mark])

    assert marked.overall == plain.overall
    assert (plain.plain, marked.plain) == (0, len(marked.cells))


def test_the_interval_is_wide_where_units_are_few_and_absent_where_none_began_together():
    few, many = (found_in(rows(n, n, noise=1.0)).overall for n in (6, 60))
    alone = found_in(rows(3, 5, noise=1))

    assert few.high - few.low > 3 * (many.high - many.low)
    assert few.high - few.low > 2.5 * 1.96 * few.se
    assert few.low < -4 < few.high
    assert (alone.overall.se, alone.overall.low) == (None, None)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (list(rows(others=0)), Why.UNCOMPARED),
        (list(rows(treated=0)), Why.UNTREATED),
        ([row for row in rows() if row[2] == inf or row[1] < row[2]], Why.UNTREATED),
        ([(u, t, f, y if t < 3 or f == inf else nan) for u, t, f, y in rows()], Why.UNSEEN),
    ],
)
def test_what_cannot_be_told_says_why(told, why):
    if why is Why.UNTREATED and any(row[2] < inf for row in told):
        told = [row for row in told if row[1] < 3]
    with pytest.raises(Untold) as found:
        found_in(told)
    assert found.value.why is why


def test_a_level_per_unit_and_time_agrees_where_groups_start_together():
    told = [(u, t, f if f == inf else 3.5, y) for u, t, f, y in rows(noise=1, jump=0)]
    told = [(u, t, f, y - 4 * (t >= f)) for u, t, f, y in told]
    found: Any = fixed_effects(made(told))

    assert [event for event, _one in found.events] == [0.0, 1.5, 2.5, 3.5]
    assert all(one.low < -4 < one.high for _event, one in found.events)
    assert fixed_effects(made([row for row in told if row[1] < 2])) is None


def test_one_series_before_and_after():
    times = list(range(24))
    y = [20 + 0.5 * t - (6 + 0.25 * (t - 12)) * (t >= 12) for t in times]
    exact: Any = interrupted(times, y, 12)
    rough: Any = interrupted(times, [v + (-1) ** (t // 2) for t, v in enumerate(y)], 12)

    assert (exact.level.effect, exact.trend.effect) == pytest.approx((-6, -0.25))
    assert exact.mean.effect == pytest.approx(-6 - 0.25 * 5.5)
    assert rough.level.low < -6 < rough.level.high
    assert (rough.before, rough.after, rough.lag) == (12, 12, 2)
    with pytest.raises(Untold):
        interrupted(times[5:], [nan if t == 6 else v for t, v in enumerate(y[5:])], 12)


def test_units_are_laid_on_their_own_start():
    moments, values = aligned(made(rows(others=0)))

    assert moments[0] == -5.0
    before = [v for m, v in zip(moments, values, strict=True) if m < 0]
    assert aligned(made(rows(treated=0))) == ([], [])
    assert len(before) > 5
