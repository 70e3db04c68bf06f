"""What is wrong with a value, in words: pydantic's kinds of errors as Indonesian sentences."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.kit.problems import FieldProblem

_SAID = {
    "missing": gettext_noop("Wajib diisi."),
    "extra_forbidden": gettext_noop("Isian ini tidak dikenal; hapus."),
    "int_parsing": gettext_noop("Tulis sebagai bilangan bulat."),
    "int_type": gettext_noop("Tulis sebagai bilangan bulat."),
    "int_from_float": gettext_noop("Tulis sebagai bilangan bulat."),
    "int_parsing_size": gettext_noop("Bilangannya terlalu besar."),
    "bool_parsing": gettext_noop("Tulis true atau false."),
    "bool_type": gettext_noop("Tulis true atau false."),
    "string_type": gettext_noop("Tulis sebagai teks."),
    "string_pattern_mismatch": gettext_noop("Ada tanda yang tidak dapat disimpan."),
    "string_unicode": gettext_noop("Ada tanda yang tidak dapat disimpan."),
    "list_type": gettext_noop("Tulis sebagai daftar."),
    "date_from_datetime_parsing": gettext_noop("Tulis tanggal seperti 2026-01-31."),
    "date_parsing": gettext_noop("Tulis tanggal seperti 2026-01-31."),
    "date_type": gettext_noop("Tulis tanggal seperti 2026-01-31."),
}
_BOUNDED = {
    "greater_than_equal": gettext_noop("Paling sedikit %(ge)s."),
    "less_than_equal": gettext_noop("Paling banyak %(le)s."),
    "string_too_long": gettext_noop("Paling panjang %(max_length)s huruf."),
    "string_too_short": gettext_noop("Paling pendek %(min_length)s huruf."),
    "too_long": gettext_noop("Paling banyak %(max_length)s baris."),
    "too_short": gettext_noop("Paling sedikit %(min_length)s baris."),
}
_MOST = 50


def field_problems(errors: Iterable[Mapping[str, Any]]) -> list[FieldProblem]:
    """Return where each of the first 50 errors stands ("body.rows.0.nip") and what would do."""
    return [
        FieldProblem(field=_place(error.get("loc", ())), detail=_words(error))
        for _number, error in zip(range(_MOST), errors, strict=False)
    ]


def _place(steps: Iterable[object]) -> str:
    """Where it stands, without the name our own code gives the whole body."""
    place, *steps = (str(step) for step in steps)
    return ".".join([place, *(steps[1:] if place == "body" else steps)])


def _words(error: Mapping[str, Any]) -> str:
    kind = str(error.get("type", ""))
    if kind in _BOUNDED:
        return str(_(_BOUNDED[kind]) % error.get("ctx", {}))
    return _(_SAID.get(kind, gettext_noop("Nilainya tidak sesuai. Lihat /api/v1/docs.")))
