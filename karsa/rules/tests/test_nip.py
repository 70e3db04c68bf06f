from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.nip import read
from karsa.rules.refused import Refused
from karsa.rules.tests.examples import few

PLAIN = "197510102007031001"


# Source: rules digest 7 (format) and the forms met in staff files, 8.
@pytest.mark.parametrize(
    "raw",
    [
        PLAIN,
        f"'{PLAIN}",
        f"’{PLAIN}",
        "19751010 200703 1 001",
        "  19751010 200703 1 001\u00a0",
        "19751010.200703.1.001",
        "19751010-200703-1-001",
        f"\ufeff{PLAIN}\n",
    ],
)
def test_a_number_is_read_however_it_is_spaced(raw):
    found = read(raw)
    assert found.digits == PLAIN
    assert found.birth == date(1975, 10, 10)
    assert found.appointed == (2007, 3)
    assert found.sex == "m"
    assert not found.is_pppk


def test_a_pppk_number_is_taken():
    found = read("198801072021212026")
    assert found.is_pppk
    assert found.appointed is None
    assert found.birth == date(1988, 1, 7)
    assert found.sex == "f"


def test_parts_that_say_nothing_are_none_and_not_refused():
    found = read("198813452021993026")
    assert (found.birth, found.appointed, found.sex) == (None, None, None)
    assert not found.is_pppk


@pytest.mark.parametrize("raw", ["1.97803E+17", "'1.97803E+17", "1,97803e17", " 2E+17 "])
def test_scientific_notation_has_lost_digits(raw):
    with pytest.raises(Refused, match="NIP rusak"):
        read(raw)


def test_a_rounded_number_has_lost_digits():
    with pytest.raises(Refused, match="dibulatkan"):
        read("197510102007031000")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("", "kosong"),
        (" ' ", "kosong"),
        ("19820713201203205", "17 angka"),
        (PLAIN + "1", "19 angka"),
        ("19751010200703100X", "18 angka"),
        ("١٩٧٥١٠١٠٢٠٠٧٠٣١٠٠١", "18 angka"),
    ],
)
def test_what_is_no_number_is_refused_in_words(raw, sentence):
    with pytest.raises(Refused, match=sentence):
        read(raw)


def test_a_log_line_holds_no_number_and_no_birth_date():
    assert PLAIN not in repr(read(PLAIN))
    assert "1975" not in repr(read(PLAIN))


@few
@given(st.from_regex(r"[0-9]{15}(00[1-9]|[0-9][1-9][0-9]|[1-9][0-9]{2})", fullmatch=True))
def test_eighteen_digits_are_never_refused(digits):
    assert read(digits).digits == digits


@few
@given(st.text(max_size=24))
def test_any_text_is_read_or_refused(raw):
    with suppress(Refused):
        assert len(read(raw).digits) == 18
