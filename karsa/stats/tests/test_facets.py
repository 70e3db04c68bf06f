"""The rating scale in logits: finds what made the marks, and refuses what says nothing."""

import numpy as np
import pytest

from karsa.stats.facets import facets
from karsa.stats.ratings import ratings
from karsa.stats.untold import Untold

STEPS = np.array([-1.5, 0.0, 1.5])
RATERS = np.array([-0.8, 0.0, 0.8])


def marked(rng, people, groups=False):
    """Marks 0 to 3 that a rating scale made: three raters, two items."""
    rows, group = [], []
    for person in range(people):
        worth, hard = rng.normal(0, 1.5), person % 2 * groups
        for rater, severe in enumerate(RATERS):
            for item in (-0.4, 0.4):
                place = worth - severe - item - (2 * hard - 1) * groups * 0.5
                chance = np.exp(np.concatenate([[0], np.cumsum(place - STEPS)]))
                mark = rng.choice(4, p=chance / chance.sum())
                rows.append((str(person), "abc"[rater], str(item), float(mark)))
                group.append(str(hard))
    return ratings(rows, [("kelompok", group)] if groups else [])


def test_a_population_gives_back_what_made_the_marks():
    found = facets(marked(np.random.default_rng(1), 600))

    assert found.rater == pytest.approx(RATERS, abs=0.15)
    assert found.item == pytest.approx([-0.4, 0.4], abs=0.1)
    assert found.steps == pytest.approx(STEPS, abs=0.15)
    assert found.spread == pytest.approx(1.5, abs=0.15)
    assert np.all((found.error > 0.02) & (found.error < 0.1))


def test_a_group_for_whom_it_is_harder_is_told_apart():
    found = facets(marked(np.random.default_rng(2), 600, groups=True))

    assert found.covariates[0] == pytest.approx([-0.5, 0.5], abs=0.2)


def test_few_people_have_a_place_of_their_own():
    found = facets(marked(np.random.default_rng(4), 30))

    assert found.spread is None
    assert found.rater[0] < found.rater[1] < found.rater[2]
    assert found.item.sum() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([(a, b, "", 3.0) for a in "ab" for b in "xy"], id="one mark only"),
        pytest.param([("a", "x", "", 1.0), ("b", "y", "", 2.0)], id="nothing links them"),
        pytest.param(
            [(str(n), b, "", float(n if b == "x" else 20)) for n in range(20) for b in "xy"],
            id="more than twenty marks",
        ),
        pytest.param(
            [(a, b, "", 3.0 if b == "x" else float(a)) for a in "123" for b in "xy"],
            id="nothing but the highest mark",
        ),
    ],
)
def test_what_says_nothing_is_refused(rows):
    with pytest.raises(Untold):
        facets(ratings(rows))
