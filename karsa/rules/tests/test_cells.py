from datetime import time
from decimal import Decimal

import pytest

from karsa.rules.cells import read_amount, read_hour
from karsa.rules.refused import Refused


@pytest.mark.parametrize(
    ("raw", "value"),
    [("", None), ("12", "12.00"), ("1.234,5", "1234.50"), ("27.5", "27.50"), ("1.000.000", "1E6")],
)
def test_amounts_as_people_and_spreadsheets_write_them(raw, value):
    assert read_amount(raw) == (Decimal(value) if value else None)


@pytest.mark.parametrize("raw", ["banyak", "-1", "NaN", "Infinity", "1e40"])
def test_what_is_no_amount_is_refused(raw):
    with pytest.raises(Refused, match="belum berupa jumlah"):
        read_amount(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [(" ", None), ("7.30", time(7, 30)), ("07:30", time(7, 30)), ("07:30:00", time(7, 30))],
)
def test_hours(raw, value):
    assert read_hour(raw) == value


@pytest.mark.parametrize("raw", ["24:00", "7:60", "pagi", "0.3125"])
def test_what_is_no_hour_is_refused(raw):
    with pytest.raises(Refused, match="tidak dikenali"):
        read_hour(raw)
