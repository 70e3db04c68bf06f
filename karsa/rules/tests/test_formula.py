"""The formula language: what it reads, what it refuses with the place, and that it stays a toy."""

import builtins
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.formula import FormulaProblem, explain, read_formula, text_of
from karsa.rules.formula.nodes import (
    Binary,
    Call,
    Count,
    Each,
    Name,
    Node,
    Number,
    Tiers,
    Unary,
)
from karsa.rules.formula.reckoning import Unknown, reckon
from karsa.rules.tests.examples import few

SIGNS = "()+-*/;:%<>=,.0123456789abc_ini jika min\n#\"'[]{}"
LISTS = {"terlambat": (Decimal(12), Decimal(45), Decimal(95))}
VALUES: dict[str, Any] = {"a": Decimal(7), "b": Decimal("0.5"), "pagu": Decimal(4_000_000), **LISTS}

figures = st.decimals(0, 10**6, places=2).map(lambda one: Number(one))
percents = st.integers(0, 200).map(lambda one: Number(Decimal(one), is_percent=True))
leaves = figures | percents | st.sampled_from([Name("a"), Name("b"), Name("pagu")])


def _numbers(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    signs = st.sampled_from("+−×÷")
    truths = st.builds(Binary, st.sampled_from("=≠<≤>≥"), below, below)
    logic = truths | st.builds(Binary, st.sampled_from(["dan", "atau"]), truths, truths)
    asked = logic | st.builds(Unary, st.just("bukan"), logic)
    each = st.builds(Each, st.just(Name("terlambat")), leaves | st.just(Name("ini")))
    return st.one_of(
        st.builds(Binary, signs, below, below),
        st.builds(Unary, st.just("−"), below),
        st.tuples(below, below).map(lambda parts: Call("min", parts)),
        st.tuples(below, below, below).map(lambda parts: Call("batas", parts)),
        st.tuples(asked, below, below).map(lambda parts: Call("jika", parts)),
        st.tuples(below, st.just(Number(Decimal(2)))).map(lambda parts: Call("bulat", parts)),
        st.builds(lambda of, low, rest: Tiers(of, ((low, of),), rest), below, percents, below),
        each,
        st.just(Count(Name("terlambat"))),
    )


formulas = st.recursive(leaves, _numbers, max_leaves=12)


@few
@given(formulas)
def test_what_is_printed_reads_the_same(node):
    assert read_formula(text_of(node)) == node


@few
@given(formulas)
def test_the_same_figures_give_the_same_steps(node):
    def outcome():
        try:
            step = reckon(node, VALUES)
            return step, list(explain(step))
        except FormulaProblem as why:
            return str(why)

    assert outcome() == outcome()


@few
@given(
    st.text(max_size=200)
    | st.text("()+-*/;:%<>=,.0123456789abc_ini jika min\n#\"'[]{}", max_size=80)
)
def test_any_text_ends_in_a_formula_or_a_refusal(text):
    with suppress(FormulaProblem):
        read_formula(text)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "open(1; 2)",
        "().__class__",
        "a.b",
        "a[0]",
        "lambda: 1",
        "eval(1)",
        "`ls`",
        "a := 1",
        "9 ** 9",
        "{1}",
    ],
)
def test_nothing_is_run(text, monkeypatch):
    for name in ("eval", "exec", "compile", "open"):
        monkeypatch.setattr(builtins, name, lambda *a, **k: pytest.fail("code was run"))
    with pytest.raises(FormulaProblem):
        read_formula(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 × 3", 7),
        ("(1 + 2) × 3", 9),
        ("10 - 4 - 3", 3),
        ("12 / 4 / 3", 1),
        ("1.250.000,5 - 1.250.000", "0.5"),
        ("60% × 0,5", "0.3"),
        ("-a + 10", 3),
        ("jika(a > 5 dan bukan (b = 1); 1; 2)", 1),
        ("jika(a < 5 atau b ≠ 1; 1; 2)", 1),
        ("jika(a = 0; 1 / 0; 2)", 2),
        ("min(a; 3; 5) + max(a; 3)", 10),
        ("bulat(2,345; 2)", "2.35"),
        ("bulat(1.499; −3)", 1000),
        ("batas(a; 0; 5)", 5),
        ("jenjang(0; 0: 0; 30: 0,5%; 1,5%)", 0),
        ("jenjang(30; 0: 0; 30: 0,5%; 1,5%)", "0.005"),
        ("jenjang(31; 0: 0; 30: 0,5%; 1,5%)", "0.015"),
        ("tiap(terlambat; jika(ini > 30; 1; 0))", 2),
        ("banyak(terlambat)", 3),
    ],
)
def test_worked_values(text, value):
    assert reckon(read_formula(text), VALUES).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 +", "Baris 1 kolom 4"),
        ("1\n  + + 2", "Baris 2 kolom 5"),
        ("1.5", "Tulis desimal dengan koma"),
        ("1,000,000", "Tulis desimal dengan koma"),
        ("1234567890123456789", "paling panjang"),
        ("akar(4)", "tidak ada fungsi “akar”"),
        ("min(1)", "min perlu 2 bagian"),
        ("(a > 1) + 1", "perlu angka"),
        ("a > 1", "perlu angka"),
        ("jika(a; 1; 2)", "perlu perbandingan"),
        ("jenjang(a; 30: 1; 10: 2; 3)", "angka yang naik"),
        ("jenjang(a; b: 1; 3)", "angka yang naik"),
        ("bulat(a; b)", "dari −9 sampai 9"),
        ("ini", "hanya ada di dalam tiap"),
        ("tiap(terlambat; tiap(terlambat; ini))", "tidak bisa berada di dalam tiap"),
        ("(" * 60 + "1" + ")" * 60, "terlalu dalam"),
        ("-" * 60 + "1", "terlalu dalam"),
        ("+".join("1" * 80), "terlalu dalam"),
        ("1" + " " * 9000, "terlalu panjang"),
        ("a ? 1", "“?” tidak dikenali"),
    ],
)
def test_a_refusal_says_where_and_what_to_do(text, said):
    with pytest.raises(FormulaProblem) as why:
        read_formula(text)
    assert said in str(why.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 + a / (a − 7)", "Baris 1 kolom 7: pembagian dengan nol (a − 7)"),
        ("pagu × pagu × pagu", "terlalu besar"),
        ("batas(a; 5; 1)", "batas bawah 5 lebih tinggi"),
    ],
)
def test_what_cannot_be_worked_out_names_the_place(text, said):
    with pytest.raises(FormulaProblem) as why:
        reckon(read_formula(text), VALUES)
    assert said in str(why.value)


def test_a_name_without_a_figure_is_not_zero():
    with pytest.raises(Unknown):
        reckon(read_formula("a + tidak_ada"), VALUES)


def test_each_step_is_a_sentence():
    formula = "min(a; 5) × tiap(terlambat; jenjang(ini; 30: 0,5%; 1,5%)) + jika(a > 5; 1; 0)"
    told = explain(reckon(read_formula(formula), VALUES))
    assert [one.sentence % one.facts if one.facts else one.sentence for one in told] == [
        "Yang terkecil dari 7; 5 adalah 5",
        "12 masuk jenjang sampai 30, nilainya 0,5%",
        "45 melewati 30, nilainya 1,5%",
        "95 melewati 30, nilainya 1,5%",
        "Jumlah dari 3 hal: 0,035",
        "5 × 0,035 = 0,175",
        "7 > 5: benar, jadi dipakai 1",
        "0,175 + 1 = 1,175",
    ]
