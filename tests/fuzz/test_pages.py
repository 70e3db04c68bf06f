"""Every page and every act of the access table is asked for with what nobody would type.

The answer may be anything but a fault of ours: below 500, within the wall of one agency.
"""

from contextlib import suppress
from functools import cache
from importlib import import_module
from urllib.parse import quote_from_bytes

import pytest
from django import forms
from django.apps import apps
from django.urls import reverse

from karsa.kit.testing import undone
from tests.access import PEOPLE, ROWS, Visitor, made, name_of

# What the pages ask of an address (`request.GET`), and more.
QUERY = (
    *("periode", "tahun", "pilih", "unit", "lihat", "kertas", "tentang", "keadaan", "indikator"),
    *("dari", "cari", "setelah", "next", "kabar", "jenis", "isi", "hasil", "di", "bulan", "bahasa"),
    *("bagian", "untuk", "unsur", "tulisan", "rencana", "rapat", "predikat", "pola", "per", "nama"),
    *("pendapat", "lampu", "kunci", "kode", "kartu", "k", "hari", "dengan", "daftar", "contoh"),
    *("butir", "bidang", "bab", "asal", "q"),
)
VALUES = (
    b"\0",
    b"\xff\xfe\xed\xa0\x80",
    b"9" * 25,
    b"-1",
    b"NaN",
    b"2026-13-45",
    b"'\"><script>%s{{7*7}}",
    "\u0661\u0662\u200b".encode(),
    b"..%2f..//evil.test/\r\nX: y",
    b"a" * 5000,
)


@cache
def fields() -> tuple[str, ...]:
    """The names of every field of every form."""
    for one in apps.get_app_configs():
        if one.name.startswith("karsa."):
            with suppress(ModuleNotFoundError):
                import_module(f"{one.name}.forms")
    found: set[str] = set()
    waiting = [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        found |= set(getattr(form, "base_fields", {}))
    return tuple(sorted(found))


def _params() -> list[object]:
    """Every row; of one in sixty a slice in the plain run."""
    long = pytest.mark.fault
    return [
        pytest.param(row, id=name_of(row), marks=[] if number % 60 == 7 else long)
        for number, row in enumerate(ROWS)
    ]


@pytest.mark.parametrize("row", _params())
@pytest.mark.django_db
def test_no_input_is_a_fault(row, region):
    url = reverse(row["page"], kwargs=made(row["args"], region.people))
    entitled = [name for name in PEOPLE if row[name] not in ("403", "404", "302")]
    visitor = region.visitors[(entitled or ["rina"])[0]]
    for value in VALUES:
        with undone():
            assert _answer(visitor, row["method"], url, quote_from_bytes(value)) < 500, value


def _answer(visitor: Visitor, method: str, url: str, value: str) -> int:
    """The status of the answer to every parameter being `value`."""
    if method == "GET":
        asked = "&".join(f"{name}={value}" for name in QUERY)
        return visitor.visit(method, f"{url}?{asked}").status_code
    body = "&".join(f"{name}={value}" for name in fields())
    form = "application/x-www-form-urlencoded"
    return visitor.visit(method, url, body, form).status_code
