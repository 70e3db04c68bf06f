"""Scores that raters gave to people, item by item, and whether they can be compared. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karsa.stats.lazily import Lazily

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy import sparse
else:
    np = Lazily("numpy")
    sparse = Lazily("scipy.sparse")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the sides of a score: the names, and each score's place among them."""

    names: tuple[str, ...]
    codes: "NDArray[np.int64]"

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Ratings:
    """Scores, one place per score in every array; `covariates` are told of each score."""

    ratee: Side
    rater: Side
    item: Side
    score: "NDArray[np.float64]"
    covariates: tuple[tuple[str, Side], ...] = ()

    def components(self) -> "NDArray[np.int64]":
        """Return each rater's part of the rating graph, the largest being 0.

        Raters of two parts share nobody, not over any number of others, so that nothing in the
        scores tells a severe rater from one with weaker people.
        """
        size = len(self.rater) + len(self.ratee)
        ends = (self.rater.codes, self.ratee.codes + len(self.rater))
        graph = sparse.coo_array((np.ones(len(self.score), np.int8), ends), (size, size))
        found = sparse.csgraph.connected_components(graph.tocsr(), directed=False)[1]
        counts = np.bincount(found)
        rank = np.empty(len(counts), np.int64)
        rank[np.argsort(-counts, kind="stable")] = np.arange(len(counts))
        parts: NDArray[np.int64] = rank[found[: len(self.rater)]]
        return parts


def side(names: Iterable[str]) -> Side:
    """Number what is named, in the order of first sight."""
    seen: dict[str, int] = {}
    codes = np.fromiter((seen.setdefault(name, len(seen)) for name in names), np.int64)
    return Side(tuple(seen), codes)


def ratings(
    rows: Sequence[tuple[str, str, str, float]],
    covariates: Sequence[tuple[str, Sequence[str]]] = (),
) -> Ratings:
    """Make ratings of rows (ratee, rater, item, score), and of named columns beside them."""
    ratees, raters, items, scores = zip(*rows, strict=True) if rows else ((),) * 4
    told = tuple((name, side(column)) for name, column in covariates)
    score = np.array(scores, dtype=np.float64)
    return Ratings(side(ratees), side(raters), side(items), score, told)
