from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from karsa.kit import formats


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1234.56, None, "1.234,56"),
        (Decimal("1234.50"), None, "1.234,5"),
        (100, None, "100"),
        (1000000, 0, "1.000.000"),
        (Decimal("2.005"), 2, "2,01"),
        (3, 1, "3,0"),
        (-7.5, None, "−7,5"),
        (Decimal("-0.001"), 2, "0,00"),
        ("12.25", None, "12,25"),
    ],
)
def test_a_number_is_written_with_points_for_thousands(value, places, text):
    assert formats.number(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1250000, "Rp1.250.000"), (Decimal("99.50"), "Rp99,50"), (-5000, "−Rp5.000"), (0, "Rp0")],
)
def test_money_has_sen_only_where_there_are_any(value, text):
    assert formats.rupiah(value) == text


def test_a_percentage_is_the_number_as_given():
    assert formats.percent(Decimal("86.20"), 1) == "86,2%"


def test_a_day_is_written_out():
    assert formats.day(date(2026, 11, 21)) == "21 November 2026"
    assert formats.weekday(date(2026, 8, 17)) == "Senin, 17 Agustus 2026"


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Jakarta", "14.30 WIB"),
        ("Asia/Makassar", "15.30 WITA"),
        ("Asia/Jayapura", "16.30 WIT"),
        ("Europe/London", "07.30"),
    ],
)
def test_a_time_names_the_zone_of_the_unit(zone, text):
    moment = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)

    assert formats.clock(moment, ZoneInfo(zone)) == text


def test_a_time_without_a_zone_claims_none():
    assert formats.clock(datetime(2026, 11, 21, 7, 30)) == "07.30"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("dr. Andi Prasetyo, M.Kes.", "AP"),
        ("Rina Kartikasari", "RK"),
        ("Suharto", "S"),
        ("Nur Aini Rahmawati", "NR"),
        ("H. Dr. M.", "HM"),
        ("", ""),
    ],
)
def test_initials_leave_titles_out(name, letters):
    assert formats.initials(name) == letters
