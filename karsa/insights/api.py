"""`GET /api/v1/data`: open data for machines, out of the frozen files of a release."""

from bisect import bisect_right
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from karsa.insights.models import Release
from karsa.insights.queries.open_data.sets import DATASETS
from karsa.insights.queries.releases import data_releases, file_named, newest_data, released_rows
from karsa.kit.listing import answered
from karsa.kit.prepared import HIGHEST_KEY
from karsa.kit.problems import Problem, problem

router = Router(tags=["Data terbuka"])
MOST = 1000
_SECONDS = 60


class Asked(Schema):
    """Which rows: of a release, after an id, how many."""

    rilis: int | None = Field(
        None, ge=1, le=HIGHEST_KEY, description="Nomor rilis; kosong: rilis terbaru."
    )
    setelah: int = Field(
        0, ge=0, le=HIGHEST_KEY, description="Baris sesudah id ini; ambil dari next."
    )
    batas: int = Field(100, ge=1, le=MOST, description="Banyaknya baris.")


class Listed(Schema):
    """A data set of the newest release."""

    code: str
    title: str
    definition: str
    rows: str
    sha256: str


class Catalogue(Schema):
    """The data sets and the release they were frozen in."""

    release: int
    fingerprint: str
    data: list[Listed]


class Rows(Schema):
    """Some rows in the order of their id, and where the next ones are; null at the end."""

    release: int
    sha256: str
    data: list[dict[str, Any]]
    next: str | None


@router.get(
    "/data",
    response={200: Catalogue, 404: Problem},
    summary="Daftar kumpulan data",
    url_name="data",
    openapi_extra=answered(
        {
            "release": 3,
            "fingerprint": "9f86d081884c7d65…",
            "data": [
                {
                    "code": "indikator",
                    "title": "Indikator kinerja",
                    "definition": "Angka indikator yang dibuka untuk umum.",
                    "rows": "https://kinerja.contoh.go.id/api/v1/data/indikator",
                    "sha256": "9f86d081884c7d65…",
                }
            ],
        }
    ),
)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Name the data sets of the newest release with the fingerprints of their JSON files."""
    release = newest_data(request.agency)  # type: ignore[attr-defined]
    if release is None:
        return _nothing()
    found = {file.name: file.stored.sha256 for file in release.files.all()}
    listed = [
        {
            "code": one.code,
            "title": str(one.title),
            "definition": str(one.definition),
            "rows": request.build_absolute_uri(reverse("api:data_rows", args=[one.code])),
            "sha256": found.get(f"{one.code}.json", ""),
        }
        for one in DATASETS
    ]
    said = {"release": release.number, "fingerprint": release.fingerprint, "data": listed}
    return _told(said, release.fingerprint)


@router.get(
    "/data/{code}",
    response={200: Rows, 404: Problem},
    summary="Baris sebuah kumpulan data",
    url_name="data_rows",
    openapi_extra=answered(
        {
            "release": 3,
            "sha256": "9f86d081884c7d65…",
            "data": [{"id": 7, "indikator": "Ibu bersalin di fasilitas"}],
            "next": "/api/v1/data/indikator?rilis=3&setelah=7&batas=1",
        }
    ),
)
def rows(request: HttpRequest, code: str, asked: Query[Asked]) -> HttpResponse:
    """Return rows of a release, which never change: paging meets neither gaps nor doubles."""
    release = _release(request, asked.rilis)
    file = file_named(release, f"{code}.json") if release else None
    if release is None or file is None:
        return _nothing()
    known = released_rows(file.stored)
    first = bisect_right(known, asked.setelah, key=lambda row: row["id"])
    part = known[first : first + asked.batas]
    more = first + asked.batas < len(known)
    said = {
        "release": release.number,
        "sha256": file.stored.sha256,
        "data": part,
        "next": _next(request, code, release.number, part[-1]["id"], asked) if more else None,
    }
    return _told(said, f"{file.stored.sha256[:16]}-{asked.setelah}-{asked.batas}")


def _release(request: HttpRequest, number: int | None) -> Release | None:
    found = data_releases(request.agency)  # type: ignore[attr-defined]
    return found.first() if number is None else found.filter(number=number).first()


def _next(request: HttpRequest, code: str, release: int, after: int, asked: Asked) -> str:
    path = reverse("api:data_rows", args=[code])
    return request.build_absolute_uri(f"{path}?rilis={release}&setelah={after}&batas={asked.batas}")


def _told(said: dict[str, Any], tag: str) -> HttpResponse:
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    answer["ETag"] = quote_etag(tag)
    answer["Access-Control-Allow-Origin"] = "*"  # read-only and public, for any site's script
    patch_cache_control(answer, public=True, max_age=_SECONDS)
    return answer


def _nothing() -> HttpResponse:
    detail = _("Kumpulan data atau rilis itu tidak ada. Lihat daftarnya di /api/v1/data.")
    return problem(404, detail)
