"""What a machine's report may never carry: anything that says who a person is."""

import re

from karsa.rules.refused import gettext_noop as _

# A salted hash as machines write it: 32 to 64 hexadecimal signs, dashes of a UUID aside.
_HASH = re.compile(r"[0-9a-f]{32,64}")
_SEPARATORS = re.compile(r"[\s.\-/()+]+")
_NIK, _NIP, _BPJS = 16, 18, 13
_FIRST_NIK = 10 ** (_NIK - 1)
_PHONE = re.compile(r"(?:62|0)8\d{7,11}")
_LETTERS = re.compile(r"[^\W\d_]")
_NAMED = (
    ("nik|ktp|kk|passport|paspor|sim|npwp|identitas", _("nomor identitas")),
    ("bpjs|jkn|kartu", _("nomor BPJS")),
    ("telp|telepon|phone|hp|wa|whatsapp|ponsel|email|surel", _("nomor telepon atau surel")),
    ("diagnos|icd|penyakit|keluhan|disease|rekam|medis|medrec", _("data kesehatan seseorang")),
    ("nip|pegawai|petugas|employee", _("nomor pegawai")),
    ("lahir|birth|umur|usia|age|kelamin|gender|sex|agama|suku", _("ciri seseorang")),
    ("alamat|address|desa|rt|rw|lat|lon|lng|lokasi", _("alamat seseorang")),
    ("nama|name|pasien|patient|warga|pemohon|ibu|anak", _("nama")),
)
_FIELDS = tuple((re.compile(rf"(?<![a-z])(?:{words})"), what) for words, what in _NAMED)


def field_names(field: str) -> str:
    """Return what a column of this name would tell about a person; empty for nothing known.

    "nik_pasien" → "nomor identitas". Source: issue of measurements, no identity in the feed.
    """
    plain = field.lower()
    return next((what for words, what in _FIELDS if words.search(plain)), "")


def value_names(value: object) -> str:
    """Return what a text or number would tell about a person; empty for nothing known.

    Digits are counted without blanks, dots and dashes. 16 digits are a NIK, 18 an employee
    number, 13 a BPJS number, 08… or 62… a telephone number, an @ an address of mail; other
    letters may be a name. A number that is no text counts only from 16 digits on, for money
    may well have 13.
    """
    if not isinstance(value, str):
        return _("nomor identitas") if isinstance(value, int) and value >= _FIRST_NIK else ""
    text = value
    digits = _SEPARATORS.sub("", text)
    if digits.isdecimal():
        return _of_digits(digits)
    if "@" in text:
        return _("nomor telepon atau surel")
    return _("nama") if _LETTERS.search(text) else ""


def _of_digits(digits: str) -> str:
    if _PHONE.fullmatch(digits):
        return _("nomor telepon atau surel")
    if len(digits) == _BPJS:
        return _("nomor BPJS")
    if len(digits) == _NIP:
        return _("nomor pegawai")
    return _("nomor identitas") if len(digits) >= _NIK else ""


def event_key(text: str) -> str:
    """Return an event's key in one spelling: 32 to 64 hexadecimal digits; empty if it is none.

    Only a hash can be sent: whoever holds it cannot read from it whom it is about. Dashes of a
    UUID and capitals do not count.
    """
    plain = text.replace("-", "").lower()
    return plain if _HASH.fullmatch(plain) else ""
