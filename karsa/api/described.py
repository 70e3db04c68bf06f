"""The description of the API, completed: what every operation may answer when it does not do it."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from karsa.kit.problems import MEDIA, Problem

_REF = {"$ref": "#/components/schemas/Problem"}
_METHODS = {"get", "post", "put", "patch", "delete"}
# What a token's door may say, and what a pattern of parameters may.
_BY_TOKEN = (401, 403, 422, 429)
_BY_OTHER_TOKEN = (401, 422, 429)
_LIMITS = {
    "RateLimit": {"schema": {"type": "string"}, "description": "Sisa permintaan: r, t detik lagi."},
    "Retry-After": {"schema": {"type": "integer"}, "description": "Detik sampai boleh lagi."},
}
_EXAMPLES: dict[int, tuple[str, str]] = {
    400: ("Permintaan tidak dapat dibaca", "Isi permintaan bukan JSON yang sah."),
    401: ("Token tidak dikenal", "Token tidak dikenal, sudah habis masanya, atau dihentikan."),
    403: ("Tidak diizinkan", "Token ini tidak memegang izin baca:pegawai."),
    404: ("Tidak ditemukan", "Alamat atau data ini tidak ada."),
    409: ("Belum dapat dilakukan sekarang", "Impor lain sedang berjalan. Coba lagi nanti."),
    413: ("Terlalu besar", "Kiriman ini terlalu besar."),
    422: ("Isian perlu diperbaiki", "Ada isian yang belum sesuai."),
    429: ("Terlalu sering", "Terlalu banyak permintaan dalam semenit. Tunggu sebentar."),
}


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """Return `schema` with the error answers of each operation, as problem+json with an example."""
    found = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = schema["components"].setdefault("schemas", {})
    schemas.update(found.pop("$defs", {}))
    schemas["Problem"] = found
    for operation in _operations(schema):
        _name_scope(operation)
        answers = operation["responses"]
        _keep_media(answers[200])
        for status in _errors(operation):
            answers.setdefault(status, {"description": HTTPStatus(status).phrase})
        for status, answer in answers.items():
            if _is_problem(int(status), answer):
                answer["content"] = {MEDIA: {"schema": _REF, "example": _example(int(status))}}
        if 429 in answers:
            answers[429]["headers"] = _LIMITS
        _add_key(operation)
    return schema


def _operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in schema["paths"].values():
        yield from (operation for method, operation in path.items() if method in _METHODS)


def _name_scope(operation: dict[str, Any]) -> None:
    """Say what a token must hold: the list of roles that OpenAPI 3.1 allows beside a scheme."""
    if scope := operation.pop("x-scope", ""):
        operation["security"] = [{"MachineToken": [scope]}]
        operation["description"] += f"\n\nIzin: `{scope}`."


def _keep_media(answer: dict[str, Any]) -> None:
    """An answer that is no JSON is not described as JSON beside it."""
    content = answer["content"]
    for media in [media for media in content if "example" not in content[media]]:
        if len(content) > 1:
            content["text/csv"]["schema"] = content.pop(media)["schema"]


def _errors(operation: dict[str, Any]) -> tuple[int, ...]:
    schemes = {name for one in operation.get("security", ()) for name in one}
    if "MachineToken" in schemes:
        return (*_BY_TOKEN, 400) if "requestBody" in operation else _BY_TOKEN
    if schemes:
        return _BY_OTHER_TOKEN
    return (422,) if operation.get("parameters") else ()


def _is_problem(status: int, answer: dict[str, Any]) -> bool:
    """Every error, but those that say more of their own (rows of a batch)."""
    if status < HTTPStatus.BAD_REQUEST:
        return False
    known = answer.get("content", {}).get("application/json", {}).get("schema", _REF)
    return str(known.get("$ref", "")).endswith("/Problem")


def _example(status: int) -> dict[str, Any]:
    title, detail = _EXAMPLES[status]
    said: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    said["detail"] = detail
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        said["errors"] = [{"field": "query.tahun", "detail": "Wajib diisi."}]
    return said


def _add_key(operation: dict[str, Any]) -> None:
    """A write of a machine may carry a key under which it happens once."""
    schemes = {name for one in operation.get("security", ()) for name in one}
    if "MachineToken" in schemes and "requestBody" in operation:
        operation.setdefault("parameters", []).append(
            {
                "in": "header",
                "name": "Idempotency-Key",
                "required": False,
                "schema": {"type": "string", "maxLength": 120, "pattern": "^[!-~]*$"},
                "description": "Kiriman dengan kunci yang sama dalam 24 jam hanya terjadi sekali.",
            }
        )
