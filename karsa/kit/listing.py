"""Lists for machines: some rows in a fixed order, and the address of the next ones."""

from collections.abc import Callable
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Field, Schema

from karsa.kit.pages import slice_of

M = TypeVar("M", bound=Model)
T = TypeVar("T")
MOST = 500


def answered(example: object, media: str = "application/json") -> dict[str, Any]:
    """Return what the description of an operation shows of its answer."""
    return {"responses": {200: {"content": {media: {"example": example}}}}}


class Listed(Schema, Generic[T]):
    """Some rows, and where the next ones are; null at the end."""

    data: list[T]
    next: str | None


class Paged(Schema):
    """Which rows: after which, and how many."""

    setelah: str = Field("", max_length=500, description="Kunci halaman; ambil dari next.")
    batas: int = Field(100, ge=1, le=MOST, description="Banyaknya baris.")


class Yearly(Paged):
    """Rows of a year, perhaps only those newer than a day."""

    tahun: int = Field(ge=2000, le=2100, description="Tahun kinerja.")
    sejak: date | None = Field(
        None, ge=date(2000, 1, 1), le=date(2100, 12, 31), description="Hanya sejak hari ini."
    )


def listed(
    request: HttpRequest, rows: QuerySet[M], asked: Paged, said: Callable[[M], dict[str, Any]]
) -> HttpResponse:
    """Return a page of `rows` by key, each as `said` tells it; `Link` and `next` lead on.

    One query for any number of rows.
    """
    part = slice_of(rows, request, "pk", size=asked.batas)
    following = _next(request, part.next_key) if part.next_key else None
    answer = JsonResponse(
        {"data": [said(row) for row in part.rows], "next": following},
        json_dumps_params={"ensure_ascii": False},
    )
    if following:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer


def _next(request: HttpRequest, key: str) -> str:
    asked = request.GET.copy()
    asked["setelah"] = key
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
