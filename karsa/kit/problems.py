"""Errors as machines read them (RFC 9457): the same few members, in words a person understands."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Schema

MEDIA = "application/problem+json"
_TITLES = {
    400: gettext_noop("Permintaan tidak dapat dibaca"),
    401: gettext_noop("Token tidak dikenal"),
    403: gettext_noop("Tidak diizinkan"),
    404: gettext_noop("Tidak ditemukan"),
    405: gettext_noop("Cara meminta tidak dikenal di alamat ini"),
    409: gettext_noop("Belum dapat dilakukan sekarang"),
    413: gettext_noop("Terlalu besar"),
    422: gettext_noop("Isian perlu diperbaiki"),
    429: gettext_noop("Terlalu sering"),
    500: gettext_noop("Gangguan di pihak kami"),
}
_DETAILS = {
    400: gettext_noop("Periksa bentuk permintaannya di /api/v1/docs."),
    403: gettext_noop("Permintaan ini tidak diizinkan untuk Anda."),
    404: gettext_noop("Alamat atau data ini tidak ada. Daftarnya ada di /api/v1/docs."),
    405: gettext_noop("Lihat kepala Allow pada jawaban ini."),
    500: gettext_noop(
        "Coba lagi beberapa saat lagi. Bila terulang, sebutkan isi kepala X-Request-ID kepada "
        "administrator."
    ),
}


class FieldProblem(Schema):
    """What is wrong with one value: where it stood ("query.batas") and what would do."""

    field: str
    detail: str


class Problem(Schema):
    """An error: what kind it is, and what to do now. `errors` names the values it is about."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | None = None


def problem(
    status: int, detail: str = "", errors: Sequence[FieldProblem] = (), **headers: str
) -> JsonResponse:
    """Return the error answer `status`; `headers` as keywords (`retry_after="60"`)."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": _(_TITLES[status]) if status in _TITLES else HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or _(_DETAILS.get(status, _DETAILS[400])),
    }
    if errors:
        said["errors"] = [one.model_dump() for one in errors]
    answer = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = MEDIA
    for name, value in headers.items():
        answer[name.replace("_", "-").title()] = value
    return answer
