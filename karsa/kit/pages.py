"""Pages and slices: one template serves a whole page and, for htmx, its part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

M = TypeVar("M", bound=Model)
R = TypeVar("R")
PAGE_SIZE = 50
FEW = 20  # of a list that one looks into by phone for its newest rows


def page(request: HttpRequest, template: str, partial: str = "", **context: object) -> HttpResponse:
    """Render `template`, or only its `partial` when htmx asks for a part of the page."""
    part = partial and request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    return render(request, f"{template}#{partial}" if part else template, context)


def only(rows: Sequence[R]) -> R:
    """Return the row that was asked for by its key; no row is no page (404)."""
    if not rows:
        raise Http404
    return rows[0]


@dataclass(frozen=True, slots=True)
class Slice(Generic[R]):
    """Some rows of a list and the key that leads to the next ones; empty at the end."""

    rows: Sequence[R]
    next_key: str


def slice_of(
    rows: QuerySet[M], request: HttpRequest, *order: str, size: int = PAGE_SIZE
) -> Slice[M]:
    """Return the page of `rows` that `?setelah=` names, ordered by the fields `order`.

    Every field ascends unless it starts with a minus; the last must be unique. Keyset paging:
    the cost does not depend on how far one has read. One query. A forged key, or that of a list
    in another order, starts anew.
    """
    after = _read_key(request.GET.get("setelah", ""), order)
    if after:
        rows = rows.filter(_beyond(order, after))
    found = list(rows.order_by(*order)[: size + 1])
    more = len(found) > size
    return Slice(found[:size], _key(found[size - 1], order) if more else "")


def first_of(rows: Sequence[R], *order: str, size: int = PAGE_SIZE) -> Slice[R]:
    """Return the first page of rows at hand, which lie in `order`; more of them than `size`."""
    return Slice(rows[:size], _key(rows[size - 1], order) if len(rows) > size else "")


def _beyond(order: Sequence[str], values: Sequence[object]) -> Q:
    """Build `(a > x) or (a = x and b > y) or …`, which both databases can answer by index."""
    beyond, equal = Q(pk__in=[]), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        beyond |= equal & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{field: value})
    return beyond


def _key(row: object, order: Sequence[str]) -> str:
    values = [_value(row, name.lstrip("-")) for name in order]
    return signing.dumps([str(value) for value in values], salt=_salt(order))


def _value(row: object, path: str) -> object:
    value = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value


def _read_key(raw: str, order: Sequence[str]) -> list[object]:
    try:
        values: list[object] = signing.loads(raw, salt=_salt(order)) if raw else []
    except signing.BadSignature:
        return []
    return values


def _salt(order: Sequence[str]) -> str:
    return " ".join(("slice", *order))
