""" "Mengapa angka saya begini": a kept line worked out again, each step in a sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from karsa.consequences.models import AllowanceLine, AllowanceRule
from karsa.kit.formats import day, number, percent, rupiah
from karsa.kit.refusals import sentence
from karsa.rules.allowance import (
    BASE,
    INPUTS,
    NOTE_WORDS,
    STANDING_WORDS,
    WHOLE,
    Facts,
    Standing,
    Tenure,
    facts_from,
)
from karsa.rules.formula import Line, Outcome, Row, RowKind, Sheet, calculate, explain, text_of
from karsa.rules.formula.calculating import State
from karsa.rules.formula.explaining import Told, shown
from karsa.rules.formula.nodes import Node
from karsa.rules.formula.printing import figure
from karsa.rules.formula.reckoning import Value

KIND_WORDS: Mapping[RowKind, str] = {
    RowKind.COMPONENT: gettext_noop("Komponen"),
    RowKind.STEP: gettext_noop("Langkah"),
    RowKind.CUT: gettext_noop("Potongan"),
    RowKind.CEILING: gettext_noop("Paling banyak"),
}
# Where one sees what a figure of one's own is made of.
_EVIDENCE = {
    **dict.fromkeys(("menit", "catatan", "jeda", "jeda_akhir_pekan"), "journal:mine"),
    **dict.fromkeys(("predikat", "capaian"), "evaluations:mine"),
}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A line of a rule as people read it."""

    kind: RowKind
    label: str
    weight: str
    node: Node
    name: str

    @property
    def formula(self) -> str:
        """The formula as it is written."""
        return text_of(self.node)

    @property
    def kind_word(self) -> str:
        """What the line is for."""
        return _(KIND_WORDS[self.kind])


@dataclass(frozen=True, slots=True)
class Explained:
    """A line with its value, what it adds or takes off, and how it came about."""

    row: RuleRow
    value: str
    rupiah: Decimal | None
    steps: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class InputRow:
    """A figure that was used: how much, from where, and a page with its evidence."""

    label: str
    value: str
    source: str
    page: str

    @property
    def url(self) -> str:
        """Where its evidence stands; empty where it came in as a table."""
        return reverse(self.page) if self.page else ""


@dataclass(frozen=True, slots=True)
class Why:
    """Everything that made one person's amount: the lines that make the sum, and the steps before.

    `least` is what would be left if all that waits were sent back, None where nothing waits.
    """

    base: Decimal | None
    earned: Decimal | None
    cut: Decimal | None
    lines: tuple[Explained, ...]
    helpers: tuple[Explained, ...]
    inputs: tuple[InputRow, ...]
    notes: tuple[str, ...]
    held: str
    least: int | None
    days: tuple[str, ...]  # how the base came about for who did not hold one post all month


def why_of(line: AllowanceLine, *, is_own: bool) -> Why:
    """Explain a line whose run and rule are at hand. No query; raises nothing for a kept line."""
    rule, facts = line.run.rule, facts_from(line.facts)
    sheet = rule.sheet
    found = _worked_out(rule, sheet, facts.values, facts)
    base = facts.values.get(BASE)
    return Why(
        base=base if isinstance(base, Decimal) else None,
        earned=found.earned,
        cut=found.cut,
        lines=tuple(explained(one) for one in found.lines if one.row.kind is not RowKind.STEP),
        helpers=tuple(explained(one) for one in found.lines if one.row.kind is RowKind.STEP),
        inputs=tuple(_inputs(facts, is_own)),
        notes=tuple(_(NOTE_WORDS[code]) % {"count": count} for code, count in facts.notes),
        held=_held(line, found),
        least=_least(rule, sheet, facts),
        days=tuple(_days(facts.tenure)) if facts.tenure else (),
    )


def rule_rows(sheet: Sheet) -> tuple[RuleRow, ...]:
    """The lines of a rule as people read them. No query."""
    return tuple(map(_rule_row, sheet.rows))


def explained(line: Line) -> Explained:
    """Tell one worked-out line."""
    steps = explain(line.step) if line.step else ()
    return Explained(
        row=_rule_row(line.row),
        value=_shown(line),
        rupiah=line.rupiah,
        steps=tuple(_counted(_said(steps))),
        note=_note(line),
    )


def _days(tenure: Tenure) -> Iterator[str]:
    for span in tenure.spans:
        facts = {
            "name": span.name,
            "days": span.days,
            "of": tenure.of,
            "first": day(span.first),
            "last": day(span.last),
            "amount": _("belum ada data") if span.amount is None else rupiah(span.amount),
        }
        yield _("%(name)s, %(first)s sampai %(last)s: %(amount)s × %(days)s ÷ %(of)s hari") % facts


def _worked_out(
    rule: AllowanceRule, sheet: Sheet, values: Mapping[str, Value | None], facts: Facts
) -> Outcome:
    return calculate(sheet, BASE, values, facts.silent, rule.rounding)


def _least(rule: AllowanceRule, sheet: Sheet, facts: Facts) -> int | None:
    if not facts.verified:
        return None
    return _worked_out(rule, sheet, {**facts.values, **facts.verified}, facts).amount


def _held(line: AllowanceLine, found: Outcome) -> str:
    """Why it is not paid now; empty if it is."""
    if line.standing == Standing.READY:
        return ""
    if found.problem:
        return sentence(found.problem)
    words = _(STANDING_WORDS[line.standing])
    lacking = ", ".join(_(INPUTS[name].label) for name in found.lacks)
    return f"{words}: {lacking}" if lacking and line.standing == Standing.MISSING else words


def _rule_row(row: Row) -> RuleRow:
    weight = percent(row.weight) if row.kind is RowKind.COMPONENT else ""
    return RuleRow(row.kind, row.label, weight, row.node, row.name)


def _shown(line: Line) -> str:
    if line.value is None:
        return ""
    if line.row.kind is RowKind.COMPONENT:
        return percent(line.value * WHOLE)
    return shown(line.value) if line.row.kind is RowKind.STEP else rupiah(line.value)


def _note(line: Line) -> str:
    if line.state is State.SILENT:
        return _("Menunggu atasan, bukan kesalahan Anda: dihitung penuh.")
    if line.state is State.MISSING:
        names = ", ".join(_(INPUTS[name].label) for name in line.lacks)
        return _("Belum ada data: %(names)s") % {"names": names}
    return sentence(line.why) if line.why else ""


def _said(steps: Sequence[Told]) -> Iterator[str]:
    """Each in the reader's language; what comes again was said already."""
    known = {id(told): told for told in steps}
    said = {
        key: _words(get_language() or "", told.sentence) % told.facts
        if told.facts
        else told.sentence
        for key, told in known.items()
    }
    return (said[id(told)] for told in steps)


@lru_cache(maxsize=512)
def _words(_language: str, sentence: str) -> str:
    """A sentence of the language that is active, looked up once."""
    return _(sentence)


def _counted(sentences: Iterable[str]) -> Iterator[str]:
    """The same sentence again and again is told once, with how often."""
    for said, same in groupby(sentences):
        times = sum(1 for _one in same)
        facts = {"text": said, "count": times}
        yield _("%(text)s (%(count)s kali)") % facts if times > 1 else said


def _inputs(facts: Facts, is_own: bool) -> Iterator[InputRow]:
    language = get_language() or ""
    for name, one in INPUTS.items():
        if name in facts.values:
            page = _EVIDENCE.get(name, "") if is_own else ""
            unit = _words(language, one.unit) if one.unit else ""
            value = _figure(facts.values[name], unit, is_silent=name in facts.silent)
            yield InputRow(_words(language, one.label), value, _words(language, one.source), page)


def _figure(value: Value | None, unit: str, *, is_silent: bool) -> str:
    if value is None:
        return _("menunggu atasan") if is_silent else _("belum ada data")
    if isinstance(value, tuple):
        return "; ".join(map(figure, value)) or _("tidak ada")
    if unit == "Rp":
        return rupiah(value)
    return f"{number(value, None)} {unit}".strip()
