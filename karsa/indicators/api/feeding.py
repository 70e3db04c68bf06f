"""`POST /api/v1/measurements`: what a machine measured, event by event. No identity, ever."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.security import HttpBearer

from karsa.indicators.models import Feed
from karsa.indicators.services.feeding import MOST, Answer, Outcome, take_batch
from karsa.indicators.services.feeds import feed_of
from karsa.kit import clock
from karsa.kit.bulk import without_collecting
from karsa.kit.limits import allows
from karsa.kit.listing import answered
from karsa.kit.problems import Problem, problem

router = Router(tags=["Pengukuran"])
# Batches a minute of one feed.
BATCHES, MINUTE = 600, 60

_OBSERVATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["indicator", "key", "at", "value", "unit"],
    "properties": {
        "indicator": {"type": "string", "description": "Kode indikator dari halaman Sumber data."},
        "key": {
            "type": "string",
            "pattern": "^[0-9A-Fa-f-]{32,69}$",
            "description": "Sidik acak kejadian (mis. HMAC-SHA256 heksadesimal), dibuat di sumber.",
        },
        "at": {"type": "string", "format": "date-time", "description": "Waktu dengan zonanya."},
        "value": {"type": ["number", "null"]},
        "unit": {"type": "string", "description": "Satuan nilai, mis. menit."},
        "weight": {"type": ["number", "null"], "exclusiveMinimum": 0},
        "point": {"type": ["integer", "null"], "description": "Nomor titik layanan."},
    },
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["observations"],
                    "properties": {
                        "observations": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": MOST,
                            "items": _OBSERVATION,
                        }
                    },
                },
                "example": {
                    "observations": [
                        {
                            "indicator": "waktu-tunggu-rawat-jalan",
                            "key": "9f86d081884c7d659a2feaa0c55ad015",
                            "at": "2026-11-22T08:15:00+07:00",
                            "value": 27,
                            "unit": "menit",
                        }
                    ]
                },
            }
        },
    }
}


_SAID = {
    "received": 2,
    "stored": 1,
    "unchanged": 0,
    "corrected": 0,
    "held": 1,
    "refused": 0,
    "rows": {"stored": [1], "unchanged": [], "corrected": [], "held": [2], "refused": []},
    "reasons": {"2": "Nilainya nol, dan kartunya tidak mengharapkannya."},
}


class Said(Schema):
    """What became of a batch: counts, the rows of each outcome (from 1), and why, by row."""

    received: int
    stored: int
    unchanged: int
    corrected: int
    held: int
    refused: int
    rows: dict[str, list[int]]
    reasons: dict[str, str]


class _Unreadable(Exception):  # noqa: N818 - an answer to the sender
    """The body is not a batch: with the status that says so."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class FeedToken(HttpBearer):
    """The token of a feed. It opens this door and no other: it never signs anybody in."""

    def authenticate(self, request: HttpRequest, token: str) -> Feed | None:
        """Return the feed of a running token. One query."""
        return feed_of(request.agency, token)  # type: ignore[attr-defined]


@router.post(
    "/measurements",
    auth=FeedToken(),
    response={200: Said, 422: Said, 400: Problem, 401: Problem, 413: Problem, 429: Problem},
    openapi_extra=_BODY | answered(_SAID),
    summary="Kirim kejadian terukur",
    url_name="measurements",
)
def measurements(request: HttpRequest) -> HttpResponse:
    """Keep up to 10,000 events. Sending the same again changes nothing.

    200: every row is kept. 422: some rows are refused and named; the others are kept.
    """
    feed: Feed = request.auth  # type: ignore[attr-defined]
    now = clock.now()
    if not allows(f"feed:{feed.pk}", BATCHES, MINUTE, now):
        return _too_often()
    try:
        rows = _rows(request)
    except _Unreadable as why:
        return problem(why.status, str(why))
    answer = take_batch(feed=feed, rows=rows, now=now)
    status = 422 if answer.rows[Outcome.REFUSED] else 200
    return JsonResponse(_said(answer, len(rows)), status=status)


def _said(answer: Answer, received: int) -> dict[str, Any]:
    counts = {str(outcome): len(rows) for outcome, rows in answer.rows.items()}
    rows = {str(outcome): rows for outcome, rows in answer.rows.items()}
    reasons = {row: _(why) for row, why in sorted(answer.reasons.items())}
    return {"received": received, **counts, "rows": rows, "reasons": reasons}


def _rows(request: HttpRequest) -> list[object]:
    try:
        with without_collecting():
            body = json.loads(request.body, parse_float=Decimal, parse_constant=_no_number)
    except RequestDataTooBig:
        raise _Unreadable(413, _too_large()) from None
    except (ValueError, RecursionError):
        raise _Unreadable(400, _("Isi permintaan bukan JSON yang sah.")) from None
    rows = body.get("observations") if isinstance(body, dict) and len(body) == 1 else None
    if not isinstance(rows, list) or not rows:
        raise _Unreadable(400, _("Kirim objek JSON dengan satu daftar “observations” yang berisi."))
    if len(rows) > MOST:
        raise _Unreadable(413, _too_large())
    return rows


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _too_large() -> str:
    return _("Kiriman ini terlalu besar. Paling banyak 10.000 kejadian sekali kirim.")


def _too_often() -> HttpResponse:
    detail = _("Terlalu sering. Gabungkan kejadian dalam satu kiriman dan coba lagi semenit lagi.")
    return problem(429, detail, retry_after=str(MINUTE))
