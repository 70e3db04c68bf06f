"""Rules of whole sheets: the worked ones of three regions, and what holds or breaks a line."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from karsa.rules.allowance import BASE, KNOWN
from karsa.rules.formula import FormulaProblem, RowKind, calculate, read_sheet
from karsa.rules.formula.calculating import State

PATTERNS = Path(__file__).parents[2] / "consequences" / "data"


def pattern(name: str):
    return read_sheet((PATTERNS / f"{name}.txt").read_text(encoding="utf-8"), KNOWN)


def figures(**given: Any) -> dict[str, Any]:
    usual = {"iuran_bpjs": 0, "potongan_sah": 0} | given
    return {
        name: tuple(map(Decimal, one)) if isinstance(one, tuple) else Decimal(str(one))
        for name, one in usual.items()
    }


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        # 21 days × 300 = 6,300 minutes; renkin 95 %, 5,400 minutes:
        # 10,000,000 × (0.6 × 0.95 + 0.4 × 5,400/6,300) = 5,700,000 + 3,428,571.43; − 150,000
        ({"capaian": "0.95", "menit": 5400, "menit_kurang": 0, "iuran_bpjs": 150_000}, 8_978_571),
        # More minutes than the cap: 6,300 − 300 = 6,000 of 6,300; − 100,000 − 50,000
        (
            {
                "capaian": 1,
                "menit": 7000,
                "menit_kurang": 300,
                "iuran_bpjs": 100_000,
                "potongan_sah": 50_000,
            },
            9_659_524,
        ),
        # Renkin of 120 % does not lift the amount above the whole.
        ({"capaian": "1.2", "menit": 6300, "menit_kurang": 0}, 10_000_000),
    ],
)
def test_dki_jakarta(given, amount):
    values = figures(pagu=10_000_000, hari_kerja=21, **given)

    assert calculate(pattern("dki"), BASE, values).amount == amount


@pytest.mark.parametrize(
    ("given", "share", "amount"),
    [
        ({}, "1", 5_000_000),
        # 1–30, 31–60, 61–90 and beyond: 0.5 + 1 + 1.25 + 1.5 = 4.25 % of the discipline part
        ({"terlambat": (1, 31, 61, 91)}, "0.9575", 4_915_000),
        ({"terlambat": (30, 60, 90)}, "0.9725", 4_945_000),
        # Twice no record 3 %, a parade missed 2 %
        ({"tanpa_rekam": 2, "tidak_apel": 1}, "0.95", 4_900_000),
        # Sixty times no record: the part is gone, no more
        ({"tanpa_rekam": 70}, "0", 3_000_000),
    ],
)
def test_tulang_bawang(given, share, amount):
    usual = {"terlambat": (), "tanpa_rekam": 0, "tidak_apel": 0}
    found = calculate(
        pattern("tulang-bawang"), BASE, figures(pagu=5_000_000, capaian=1, **(usual | given))
    )

    assert found.amount == amount
    [line] = [one for one in found.lines if one.row.name == "disiplin"]
    assert line.value == Decimal(share)


def test_barru():
    # Five of six entries in time (delays 0, 1, 1 in the week, 3 and 2 at its end; one of 2 late):
    # 50 % × 5/6 + 50 % × 4,500/6,000 = 0.416667 + 0.375 of 3,000,000
    values = figures(
        pagu=3_000_000,
        hari_kerja=20,
        catatan=6,
        menit=4500,
        jeda=(0, 1, 1, 2),
        jeda_akhir_pekan=(3, 2),
    )

    assert calculate(pattern("barru"), BASE, values).amount == 2_375_000


INPUTS = {BASE: False, "capaian": False, "bpjs": False, "terlambat": True}
WHOLE = 'komponen semua 100% "Semua" = capaian\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "belum ada komponen"),
        ('komponen satu 60% "Satu" = 1', "berjumlah 60%, seharusnya 100%"),
        (
            WHOLE + 'langkah a "A" = b\nlangkah b "B" = c\nlangkah c "C" = a',
            "Baris 2 kolom 9: rumus",
        ),
        (WHOLE + 'langkah a "A" = a', "rumus berputar: a → a"),
        (WHOLE + 'langkah a "A" = salah', "Baris 2 kolom 17: nama “salah” tidak dikenal"),
        (WHOLE + 'langkah capaian "A" = 1', "sudah dipakai"),
        (WHOLE + 'langkah semua "A" = 1', "sudah dipakai"),
        (WHOLE + 'langkah a "A" = terlambat', "berisi daftar"),
        (WHOLE + 'langkah a "A" = banyak(bpjs)', "bukan daftar"),
        (WHOLE + 'tambah a "A" = 1', "baris dimulai dengan komponen"),
        (WHOLE + "langkah a = 1", "keterangan dalam tanda kutip"),
        ('komponen satu 60 "Satu" = 1', "di sini perlu %"),
        (WHOLE + "".join(f'langkah a{n} "A" = 1\n' for n in range(61)), "lebih dari 60 baris"),
    ],
)
def test_a_sheet_that_could_not_be_worked_out_is_refused_with_its_line(text, said):
    with pytest.raises(FormulaProblem) as why:
        read_sheet(text, INPUTS)
    assert said in str(why.value)


SHEET = read_sheet(
    WHOLE
    + 'langkah lain "Lain" = bpjs ÷ banyak(terlambat)\n'
    + 'potongan rata "Rata-rata" = lain\n'
    + 'paling_banyak puncak "Puncak" = pagu',
    INPUTS,
)
KNOWN_VALUES: dict[str, Any] = {
    BASE: Decimal(1_000_001),
    "capaian": Decimal("0.5"),
    "bpjs": Decimal(100),
    "terlambat": (Decimal(5), Decimal(9)),
}


@pytest.mark.parametrize(("rounding", "amount"), [(1, 499_951), (100, 500_000), (1000, 500_000)])
def test_it_is_rounded_once_at_the_end(rounding, amount):
    assert calculate(SHEET, BASE, KNOWN_VALUES, rounding=rounding).amount == amount


def test_no_data_is_said_and_never_counted_as_zero():
    found = calculate(SHEET, BASE, KNOWN_VALUES | {"capaian": None})

    assert found.amount is None
    assert found.lacks == ("capaian",)


def test_a_line_behind_a_missing_one_names_the_figure():
    found = calculate(SHEET, BASE, KNOWN_VALUES | {"bpjs": None})

    assert found.lacks == ("bpjs",)
    assert {line.row.name for line in found.lines if line.state is State.MISSING} == {
        "lain",
        "rata",
    }


def test_silence_of_others_counts_in_full():
    found = calculate(
        SHEET, BASE, KNOWN_VALUES | {"capaian": None, "bpjs": None}, {"capaian", "bpjs"}
    )

    assert found.amount == 1_000_001
    assert {line.row.kind for line in found.lines if line.state is State.SILENT} == {
        RowKind.COMPONENT,
        RowKind.STEP,
        RowKind.CUT,
    }


def test_a_division_by_zero_names_its_line_and_holds_what_uses_it():
    found = calculate(SHEET, BASE, KNOWN_VALUES | {"terlambat": ()})

    assert found.amount is None
    assert found.problem
    assert "Baris 2 kolom 28: pembagian dengan nol" in str(found.problem)


def test_the_result_is_never_below_zero_nor_above_a_ceiling():
    assert calculate(SHEET, BASE, KNOWN_VALUES | {"capaian": Decimal(3)}).amount == 1_000_001
    assert calculate(SHEET, BASE, KNOWN_VALUES | {"bpjs": Decimal(9_000_000)}).amount == 0
