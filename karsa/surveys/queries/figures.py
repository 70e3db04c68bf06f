"""A survey's figures from its counted answers: the index, its interval, elements, places, time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from karsa.rules import skm
from karsa.rules.disclosure import LEAST, hides
from karsa.rules.skm import ELEMENT_NAMES, LETTER_NAMES, Element, Letter
from karsa.stats.sample import Estimate, estimate
from karsa.surveys.models import COLUMNS, Response, Survey

Rows = QuerySet[Response]
_LOWEST, _HIGHEST = 25.0, 100.0
_CENT = Decimal("0.01")
# Each element's sum and count: exact whole numbers, whatever the database.
_SUMS = {f"sum_{column}": Sum(column) for column in COLUMNS}
_COUNTS = {f"n_{column}": Count(column) for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Index:
    """The IKM of some answers; value and letter are None where so few are kept back."""

    n: int
    value: Decimal | None
    letter: Letter | None

    @property
    def is_hidden(self) -> bool:
        """Whether there are answers whose figure is kept back."""
        return self.n > 0 and self.value is None

    @property
    def letter_name(self) -> str:
        """The letter in words, a message id."""
        return LETTER_NAMES[self.letter] if self.letter else ""


@dataclass(frozen=True, slots=True)
class ElementFigure:
    """An element: its mean answer (NRR, 1 to 4) and the same on the index's scale."""

    element: Element
    name: str
    mean: Decimal
    value: Decimal
    is_weakest: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What a survey says: the index with its interval, the elements (none where kept back)."""

    index: Index
    interval: Estimate | None
    elements: tuple[ElementFigure, ...]
    needed: int | None  # how many answers the population asks for
    answered: int  # all of them; the figures may speak of fewer while people answer

    @property
    def missing(self) -> int:
        """How many answers are still needed."""
        return max(0, self.needed - self.answered) if self.needed else 0


def settled(rows: Rows) -> Rows:
    """Return the answers that figures may speak of: while a survey is open, whole fives alone.

    A figure that moved with every answer would give each away to who read it before and after.
    No query of its own.
    """
    each: Any = {"partition_by": F("survey")}
    in_order = rows.filter(survey__state=Survey.State.OPEN).annotate(
        number=Window(RowNumber(), order_by=F("pk").asc(), **each),
        many=Window(Count("pk"), **each),
    )
    whole = in_order.order_by().filter(number__lte=F("many") - F("many") % LEAST)
    return rows.filter(~Q(survey__state=Survey.State.OPEN) | Q(pk__in=whole.values("pk")))


def figures_of(survey: Survey) -> tuple[Figures, dict[int, Index]]:
    """Return what a survey's counted answers say, and the index of each place. One query.

    Read are the different questionnaires with how often each occurs: the interval needs them, and
    everything else is summed from them.
    """
    rows = survey.responses.filter(is_counted=True).order_by()
    shown = Count("pk", filter=Q(pk__in=settled(rows).values("pk")))
    found = rows.values_list("place", *COLUMNS).annotate(n=shown, all=Count("pk"))
    answered = 0
    whole, places = _Tally(), defaultdict[int, _Tally](_Tally)
    for place, *answers, n, every in found:
        answered += every
        whole.add(answers, n)
        places[place].add(answers, n)
    index = _index(whole.sums)
    needed = None if survey.population is None else skm.sample_size(survey.population)
    indexes = {place: _index(tally.sums) for place, tally in places.items()}
    if index.value is None:
        return Figures(index, None, (), needed, answered), indexes
    interval = estimate(whole.scores, survey.population, lowest=_LOWEST, highest=_HIGHEST)
    return Figures(index, interval, _elements(whole.sums), needed, answered), indexes


class _Tally:
    """Sums and counts by column as the database would give them, and how often each score is."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter(n=0)
        self.scores: dict[float, int] = {}

    def add(self, answers: Sequence[int | None], n: int) -> None:
        """Count one questionnaire, answered alike `n` times."""
        if not n:
            return
        self.sums["n"] += n
        for column, answer in zip(COLUMNS, answers, strict=True):
            if answer is not None:
                self.sums[f"sum_{column}"] += answer * n
                self.sums[f"n_{column}"] += n
        score = skm.own_score(answers)
        if score is not None:
            self.scores[float(score)] = self.scores.get(float(score), 0) + n


def index_of(rows: Rows) -> Decimal | None:
    """Return the IKM of some answers; None where so few are kept back. One query."""
    return _index(rows.aggregate(n=Count("pk"), **_SUMS, **_COUNTS)).value


def by(rows: Rows, *fields: str) -> dict[tuple[Any, ...], Index]:
    """Return the index of each group of answers by the values of `fields`. One query."""
    return indexes(summed(rows, *fields), *fields)


def summed(rows: Rows, *fields: str) -> QuerySet[Response, dict[str, Any]]:
    """Return the query for the sums of each group of answers, as `indexes` takes them."""
    groups: Any = rows.order_by().values(*fields)
    found: QuerySet[Response, dict[str, Any]] = groups.annotate(n=Count("pk"), **_SUMS, **_COUNTS)
    return found.order_by(*fields)


def indexes(sums: Iterable[Mapping[str, Any]], *fields: str) -> dict[tuple[Any, ...], Index]:
    """Return the index of each group by the values of `fields`. No query."""
    return {tuple(row[field] for field in fields): _index(row) for row in sums}


def by_month(rows: Rows, column: str | None = None) -> dict[int, tuple[Decimal, int]]:
    """Return by month the IKM, or `column`'s mean × 25, and its n, however small. One query."""
    months: Any = rows.order_by().values("day__month")
    found = {
        row["day__month"]: (_value(row, column), row[f"n_{column}"] if column else row["n"])
        for row in months.annotate(n=Count("pk"), **_SUMS, **_COUNTS)
    }
    return {month: (value, n) for month, (value, n) in found.items() if value is not None}


def _value(sums: Mapping[str, Any], column: str | None) -> Decimal | None:
    means = _means(sums)
    return skm.index(means if column is None else [means[COLUMNS.index(column)]])


def _index(sums: Mapping[str, Any]) -> Index:
    n = sums["n"]
    value = None if hides(n) else skm.index(_means(sums))
    return Index(n, value, None if value is None else skm.letter(value))


def _means(sums: Mapping[str, Any]) -> list[Decimal | None]:
    return [
        Decimal(sums[f"sum_{column}"]) / sums[f"n_{column}"] if sums[f"n_{column}"] else None
        for column in COLUMNS
    ]


def _elements(sums: Mapping[str, Any]) -> tuple[ElementFigure, ...]:
    pairs = [
        (element, mean)
        for element, mean in zip(Element, _means(sums), strict=True)
        if mean is not None
    ]
    lowest = min(mean for _element, mean in pairs)
    return tuple(
        ElementFigure(
            element,
            ELEMENT_NAMES[element],
            mean.quantize(Decimal("0.001")),
            (mean * 25).quantize(_CENT),
            mean == lowest,
        )
        for element, mean in pairs
    )
