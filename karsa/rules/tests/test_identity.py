from hashlib import sha256

import pytest

from karsa.rules import disclosure, identity


@pytest.mark.parametrize(
    ("field", "what"),
    [
        ("nama_pasien", "nama"),
        ("patientName", "nama"),
        ("NIK", "nomor identitas"),
        ("no_bpjs", "nomor BPJS"),
        ("no.hp", "nomor telepon atau surel"),
        ("diagnosa_utama", "data kesehatan seseorang"),
        ("nip", "nomor pegawai"),
        ("tgl_lahir", "ciri seseorang"),
        ("alamat", "alamat seseorang"),
        ("catatan", ""),
        ("start", ""),
        ("page", ""),
    ],
)
def test_a_column_says_what_it_holds(field, what):
    assert identity.field_names(field) == what


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("3276012345678901", "nomor identitas"),
        ("32.76.01.2345.6789.01", "nomor identitas"),
        (3276012345678901, "nomor identitas"),
        ("199001012015031001", "nomor pegawai"),
        ("0001234567890", "nomor BPJS"),
        ("0812-3456-7890", "nomor telepon atau surel"),
        ("+62 812 3456 7890", "nomor telepon atau surel"),
        ("rina@contoh.go.id", "nomor telepon atau surel"),
        ("Rina Kartikasari", "nama"),
        ("27", ""),
        (27, ""),
        (1_250_000_000_000, ""),
        (None, ""),
        ("…", ""),
    ],
)
def test_a_value_says_whom_it_names(value, what):
    assert identity.value_names(value) == what


def test_only_a_hash_is_a_key():
    hashed = sha256(b"garam:antrean-12").hexdigest()

    assert identity.event_key(hashed.upper()) == hashed
    assert identity.event_key("9f86d081-884c-7d65-9a2f-eaa0c55ad015") == (
        "9f86d081884c7d659a2feaa0c55ad015"
    )
    for text in ("", "A-12", "3276012345678901", "rina", hashed + "0", "g" * 32):
        assert identity.event_key(text) == ""


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (900, 900)])
def test_few_are_kept_back_from_the_public(count, shown):
    assert disclosure.public_count(count) == shown
