from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.dates import MONTHS, read_day
from karsa.rules.refused import Refused
from karsa.rules.tests.examples import few

DAY = date(1975, 1, 3)
days = st.dates(date(1930, 1, 1), date(2099, 12, 31))


# Source: the forms met in staff files, rules digest 8.
@pytest.mark.parametrize(
    "raw",
    [
        "03-01-1975",
        "3/1/1975",
        "3.1.1975",
        "03 01 1975",
        "1975-01-03",
        "1975/1/3",
        "1975-01-03 00:00:00",
        "1975-01-03T07.30",
        "03-01-1975 00:00",
        "19750103",
        "3 Januari 1975",
        "03-JAN-1975",
        "3  January  1975",
        "27397",
        "27397.0",
        "'03-01-1975",
        " 03-01-1975 ",
    ],
)
def test_a_day_is_read_in_many_forms(raw):
    assert read_day(raw) == DAY


@pytest.mark.parametrize(
    ("raw", "month"),
    [
        ("1 Pebruari 2020", 2),
        ("1 Mei 2020", 5),
        ("1 May 2020", 5),
        ("1 Agt 2020", 8),
        ("1 Agustus 2020", 8),
        ("1 Sept 2020", 9),
        ("1 Okt 2020", 10),
        ("1 Nopember 2020", 11),
        ("1 Dec 2020", 12),
    ],
)
def test_months_in_several_spellings(raw, month):
    assert read_day(raw) == date(2020, month, 1)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("", "kosong"),
        ("03/01/75", "empat angka"),
        ("3 Januari 75", "empat angka"),
        ("01/17/1972", "tidak ada dalam kalender"),
        ("31-02-1975", "tidak ada dalam kalender"),
        ("0000-01-01", "tidak ada dalam kalender"),
        ("01-01-0201", "tidak masuk akal"),
        ("99999", "tidak masuk akal"),
        ("3 Marmut 1975", "Nama bulan"),
        ("1975", "tidak dikenali"),
        ("kemarin", "tidak dikenali"),
    ],
)
def test_what_is_ambiguous_or_impossible_is_refused_in_words(raw, sentence):
    with pytest.raises(Refused, match=sentence):
        read_day(raw)


@few
@given(days)
def test_every_form_of_a_day_is_the_same_day(day):
    serial = (day - date(1899, 12, 30)).days
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    numbers = day.strftime("%d-%m-%Y")
    assert {read_day(raw) for raw in (str(day), numbers, words, str(serial))} == {day}


@few
@given(st.text(max_size=14))
def test_any_text_is_read_or_refused(raw):
    with suppress(Refused):
        assert 1900 <= read_day(raw).year <= 2100
