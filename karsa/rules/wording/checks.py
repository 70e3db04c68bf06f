"""What else there is to say of a statement: each remark with its reason and wordings to choose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from karsa.rules.achievement import Polarity
from karsa.rules.refused import gettext_noop as _
from karsa.rules.wording.classify import Parsed
from karsa.rules.wording.kinds import Kind
from karsa.rules.wording.likeness import Known


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say: an Indonesian message id with its facts, and better wordings to choose."""

    code: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    options: tuple[str, ...] = ()

    def text(self) -> str:
        """The sentence in Indonesian, facts filled in."""
        return self.sentence % dict(self.facts) if self.facts else self.sentence


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the words; `measure` and `polarity` are None where nobody is asked.

    `is_indicator`: the words should say what is counted. `baseline` and `target` share one unit.
    `known` are the statements of the same tree, `within` if this one is among them.
    """

    is_indicator: bool = False
    measure: str | None = None
    polarity: str | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    known: Known | None = None
    within: bool = False


_VAGUE = frozenset({"optimal", "baik", "maksimal", "memadai", "berkualitas", "efektif", "prima"})
_COUNTED = (Kind.LIMIT, Kind.NUMBER, Kind.MEASURE, Kind.NEGATION, Kind.QUANTITY)
_LOWER = re.compile(
    r"\b(?:kematian|kemiskinan|miskin|stunting|pengangguran|kecelakaan|kesalahan|keterlambatan|"
    r"temuan|tunggakan|putus sekolah|waktu tunggu|"
    r"lama (?:waktu )?(?:penyelesaian|layanan|pelayanan)|pelanggaran|kejahatan|kebocoran|"
    r"response time|waktu (?:respon|penyelesaian|pelayanan)|inflasi|deviasi|gizi buruk)\b"
)
_TURNED = re.compile(
    r"\b(?:tertangani|ditangani|ditindaklanjuti|diselesaikan|terselesaikan|dijawab|terjawab|selesai"
    r"|penurunan|turun|berkurang|penyelesaian|tindak lanjut|penanganan|bebas|dipulihkan)\b"
)
_PERCENT = re.compile(r"%|persen", re.IGNORECASE)
_COMPLAINT = re.compile(r"\b(?:komplain|complain|keluhan|pengaduan|aduan)\b")
_PUSHED = re.compile(
    r"\b(?:jumlah|banyaknya|frekuensi|angka|tidak ada|nihil|nol|zero|tanpa|bebas|turun|menurun\w*|"
    r"berkurang\w*|penurunan|berkurangnya|sedikit|minim\w*|rendah\w*)\b"
)
_WIDE = re.compile(
    r"\b(?:kesejahteraan|derajat kesehatan|kemiskinan|pertumbuhan ekonomi|harapan hidup|"
    r"pembangunan manusia|ipm|pengangguran|ketimpangan|daya saing daerah|inflasi|gini)\b"
)
# What is joined after one of these tells where or which, not what.
_TURNS = (Kind.CONJUNCTION, Kind.PREPOSITION, Kind.WHICH)
_JOINED = re.compile(r"^(.*?)\s+(?:dan|serta|&|maupun)\s+(.*)$", re.IGNORECASE)


def measurable(of: Parsed, context: Context) -> Iterator[Remark]:
    """Whether one could tell by counting that it came true."""
    if of.has(*_COUNTED) or "tepat" in of.words:
        return
    vague = next((word for word in of.words if word in _VAGUE), "")
    if vague:
        sentence = _("Kata “%(word)s” belum terukur. Sebutkan batas yang bisa dihitung.")
        yield Remark("vague", sentence, (("word", vague),))
    elif context.is_indicator:
        sentence = _("Belum jelas apa yang dihitung. Mulai dengan persentase, jumlah, rata-rata.")
        yield Remark("not_measurable", sentence)
    elif of.head() is Kind.REACHED or of.has(Kind.CLAIM, Kind.QUALITY):
        sentence = _("Belum terlihat berapa, seberapa baik, atau kapan. Sebutkan di ukurannya.")
        yield Remark("not_measurable", sentence)


def unit_and_direction(text: str, of: Parsed, context: Context) -> Iterator[Remark]:
    """Whether the unit fits the words, and the good direction what is measured."""
    unit = _unit(of)
    if context.measure is not None and not context.measure.strip():
        options = (unit,) if unit else ()
        yield Remark("no_unit", _("Satuannya belum diisi."), (), options)
    elif context.measure and unit == "%" and not _PERCENT.search(context.measure):
        sentence = _("Kalimatnya menyebut persentase, satuannya “%(unit)s”. Samakan keduanya.")
        yield Remark("unit", sentence, (("unit", context.measure),), ("%",))
    yield from _direction(text, context)


def _direction(text: str, context: Context) -> Iterator[Remark]:
    falls = bool(_LOWER.search(text)) and not _TURNED.search(text)
    if context.polarity == "":
        yield Remark("no_polarity", _("Arah yang baik belum dipilih: makin tinggi atau rendah."))
    elif falls and context.polarity == Polarity.MAXIMIZE:
        yield Remark(
            "polarity",
            _("Yang diukur biasanya makin rendah makin baik. Periksa arah yang dipilih."),
        )


def _unit(of: Parsed) -> str:
    """The unit the first words promise, or nothing."""
    first = of.words[0] if of.words else ""
    if first in ("persentase", "presentase", "prosentase", "persen", "proporsi"):
        return "%"
    counted = first in ("jumlah", "banyaknya") and len(of.words) > 1
    return of.words[1] if counted and of.kinds[1] in (Kind.THING, Kind.PRODUCT, Kind.ACT) else ""


def one_thing(text: str, of: Parsed) -> Iterator[Remark]:
    """Whether one thing is measured: "mutu dan jangkauan" can go up and down at once."""
    at = next((n for n, kind in enumerate(of.kinds[:-1]) if kind in _TURNS), 0)
    found = _JOINED.match(text)
    if not at or not found or _is_pair(of, at):
        return
    left, right = found.groups()
    yield Remark(
        "two_things",
        _("Menyebut dua hal sekaligus (“dan”). Bila satu tercapai dan satu tidak, nilainya rancu."),
        (),
        _parts(of, at, left, right),
    )


def _is_pair(of: Parsed, at: int) -> bool:
    """Whether the conjunction joins how-words ("cepat dan akurat") or stands deep in a name."""
    if of.kinds[at] is not Kind.CONJUNCTION:
        return True
    sides = {of.kinds[at - 1], of.kinds[at + 1]}
    how = {Kind.QUALITY, Kind.CLAIM, Kind.STATE, Kind.LOOSE, Kind.LIMIT}
    return sides <= how or of.words[at] == "dan/atau"


def _parts(of: Parsed, at: int, left: str, right: str) -> tuple[str, ...]:
    """The two statements, where the second half can borrow the first word."""
    if of.head() not in (Kind.REACHED, Kind.MEASURE):
        return ()
    lead, *rest = left.split()
    tail = right.split()[1:]
    first = " ".join([lead, *rest, *tail]) if rest else left
    return (first[:1].upper() + first[1:], f"{lead[:1].upper()}{lead[1:]} {right}")


def control(text: str, of: Parsed) -> Iterator[Remark]:
    """How far the result is in its owner's hands (annex II: outcome to high-control output)."""
    if _WIDE.search(text):
        yield Remark(
            "wide",
            _("Dampak luas yang ditentukan banyak pihak: cocok untuk pimpinan daerah atau dinas."),
        )
    elif of.head() is Kind.PRODUCT and not of.has(Kind.DONE, Kind.STATE, Kind.LIMIT, Kind.CLAIM):
        yield Remark(
            "own_output",
            _("Keluaran yang sepenuhnya di tangan sendiri; untuk pimpinan, sebut manfaatnya."),
        )


def easier(context: Context) -> Iterator[Remark]:
    """Whether the target asks for less than what is already reached."""
    base, target = context.baseline, context.target
    if base is None or target is None:
        return
    falls = context.polarity == Polarity.MINIMIZE
    rises = context.polarity == Polarity.MAXIMIZE
    if (rises and target < base) or (falls and target > base):
        sentence = _("Target %(target)s lebih mudah daripada data dasar %(base)s.")
        yield Remark("easier", sentence, (("target", _number(target)), ("base", _number(base))))


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def complaints(text: str, context: Context) -> Iterator[Remark]:
    """A number of complaints pushed down silences people; time and reopening do not."""
    found = _COMPLAINT.search(text)
    pushed = _PUSHED.search(text) or context.polarity == Polarity.MINIMIZE
    if not found or not pushed or _TURNED.search(_PUSHED.sub(" ", text)):
        return
    word = found.group()
    yield Remark(
        "complaints",
        _("Menekan jumlah pengaduan membuat orang enggan mengadu. Ukur cara menanganinya."),
        (),
        (
            f"Rata-rata waktu menjawab {word}",
            f"Persentase {word} yang selesai dalam batas waktu",
            f"Persentase {word} yang dibuka kembali",
        ),
    )


def doubles(statement: str, context: Context) -> Iterator[Remark]:
    """Whether nearly the same stands in the tree already."""
    like = context.known.like(statement, within=context.within) if context.known else ""
    if like:
        sentence = _("Hampir sama dengan “%(other)s”. Pakai yang sudah ada, atau bedakan.")
        yield Remark("double", sentence, (("other", like),))
