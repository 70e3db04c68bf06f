"""What questions have in common: sums that never overflow, and how answers are written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from karsa.rules.disclosure import public_count

Tables = Mapping[str, Any]
Row = dict[str, Any]
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Question:
    """One Ibis expression over some tables, and what Python says of the sums it gives."""

    tables: tuple[str, ...]
    ask: Callable[[Tables], Any]
    answer: Callable[[Iterable[Row]], list[Row]]


def exact(column: Any) -> Any:
    """Return a whole number that may be multiplied and summed without overflowing."""
    return column.cast("decimal(19, 0)")


def total(numbers: Any) -> Any:
    """Return the sum of such numbers or their products as a whole number of up to 38 digits."""
    return numbers.sum().cast("decimal(38, 0)")


def whole(value: Any) -> int:
    """Return an engine's sum as an integer; of nothing it is zero."""
    return int(value or 0)


def ratio(part: int, of: int, places: Decimal = _CENT) -> Decimal | None:
    """Return a quotient rounded half up, once; None of nothing."""
    return (Decimal(part) / of).quantize(places, ROUND_HALF_UP) if of else None


def share(part: int, of: int) -> Decimal | None:
    """Return a share in percent with two decimals; None of nothing."""
    return ratio(100 * part, of)


def kept_back(row: Row, count: str, *figures: str) -> Row:
    """Return a row without its figures where they would speak of one to four."""
    if public_count(row[count]) is not None:
        return row
    return row | dict.fromkeys((count, *figures))


def month(code: int) -> str:
    """Return 202603 as 2026-03."""
    return f"{code // 100}-{code % 100:02d}"
