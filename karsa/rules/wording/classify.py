"""Result, activity or category: the three kinds of statement of the regulation's table.

Source: PermenPANRB 6/2022, Anak Lampiran 1, table 1 (its nineteen labelled examples are a test).
A result says what will be true or will exist, an activity what its writer does, a category names
a field of work and says nothing of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from karsa.rules.refused import gettext_noop as _
from karsa.rules.wording import lexicon
from karsa.rules.wording.kinds import Kind, kind_of, mended
from karsa.rules.wording.words import split


class Nature(StrEnum):
    """What a statement is."""

    RESULT = "hasil"
    ACTIVITY = "aktivitas"
    CATEGORY = "kategori"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A statement's words with the part each plays."""

    words: tuple[str, ...]
    kinds: tuple[Kind, ...]

    def head(self) -> Kind | None:
        """The part of the first word; None for an empty statement."""
        return self.kinds[0] if self.kinds else None

    def has(self, *kinds: Kind) -> bool:
        """Whether any word plays one of these parts."""
        return any(kind in kinds for kind in self.kinds)


def parse(statement: str) -> Parsed:
    """Return the words of `statement` and their parts, fillers at the start left out."""
    words = split(statement)
    while len(words) > 1 and words[0] in lexicon.FILLERS:
        words = words[1:]
    return Parsed(words, tuple(map(kind_of, words[:1] and (mended(words[0]), *words[1:]))))


_PROCESS = (Kind.ACT, Kind.FIELD)
_COMPLETED = (Kind.DONE, Kind.STATE, Kind.LOOSE, Kind.DOING)
# Before a verb, these take it away from the subject.
_BOUND = (Kind.PREPOSITION, Kind.CONJUNCTION, Kind.WHICH, Kind.DOING)


def _claims(of: Parsed, at: int) -> bool:
    """Whether the word at `at` claims something of the whole statement: how well, by when."""
    kind, word = of.kinds[at], of.words[at]
    if kind in (Kind.LIMIT, Kind.CLAIM) or word in ("tepat", "bebas", "tanpa"):
        return True
    before = of.words[at - 1]
    if kind is Kind.QUALITY or word in lexicon.ORDERLY:
        return before in ("yang", "yg", "dengan", "secara") or _in_relative(of, at)
    return kind is Kind.NUMBER and before in ("dari", "dalam", "menjadi", "sebesar", "kurang")


def _in_relative(of: Parsed, at: int) -> bool:
    """Whether only particles stand between "yang" and the word at `at`."""
    while at and of.kinds[at - 1] in (Kind.PARTICLE, Kind.QUANTITY, Kind.CONJUNCTION, Kind.QUALITY):
        at -= 1
    return at > 0 and of.kinds[at - 1] is Kind.WHICH


def _predicate(of: Parsed) -> bool:
    """Whether something is said of the subject: "… diproses", "… lulus", "… memakai …"."""
    return any(_says(of, at) for at in range(1, len(of.words)))


def _says(of: Parsed, at: int) -> bool:
    kind = of.kinds[at]
    if kind not in _COMPLETED or _in_relative(of, at):
        return False
    if kind in (Kind.DOING, Kind.LOOSE) and of.head() in (*_PROCESS, Kind.SERVICE):
        return False
    if kind is Kind.LOOSE and len(of.words) < 3:
        return False
    if kind is Kind.DOING:
        return of.kinds[at - 1] not in _BOUND and of.words[at - 1] not in lexicon.VERB_NOUNS
    return of.kinds[at - 1] is not Kind.PREPOSITION


def _relative(of: Parsed) -> bool:
    """Whether a clause with "yang" says that the thing is finished or used."""
    return any(
        kind in _COMPLETED and _in_relative(of, at) for at, kind in enumerate(of.kinds) if at
    )


def _content(of: Parsed) -> list[str]:
    """The words that say what it is about, beside the acts at the head."""
    at = 0
    while at < len(of.kinds) and of.kinds[at] in (*_PROCESS, Kind.CONJUNCTION):
        at += 1
    skipped = (Kind.CONJUNCTION, Kind.PREPOSITION, Kind.WHICH)
    rest = zip(of.words[at:], of.kinds[at:], strict=True)
    return [word for word, kind in rest if kind not in skipped]


def _says_how_well(of: Parsed) -> bool:
    return any(_claims(of, at) for at in range(1, len(of.words)))


def _is_reached(of: Parsed) -> bool:
    if of.head() is Kind.STATE:
        return len(of.words) > 1 and of.words[0] != "menjadi"
    return of.head() in (Kind.REACHED, Kind.DONE)


def _is_own_act(of: Parsed) -> bool:
    if of.head() in (Kind.DOING, Kind.ORDER) or of.words[0] == "menjadi":
        return True
    return of.words[0] in lexicon.SELVES and Kind.DOING in of.kinds[1:]


def _denies(of: Parsed) -> bool:
    if of.head() is Kind.QUANTITY:
        return of.has(*_COMPLETED, Kind.NEGATION, Kind.CLAIM, Kind.LIMIT)
    return of.head() is Kind.NEGATION and len(of.words) > 2


def _counts_events(of: Parsed) -> bool:
    counted = of.words[0] in ("jumlah", "frekuensi", "banyaknya") if of.words else False
    return counted and len(of.words) > 1 and of.words[1] in lexicon.EVENTS


def _measures(of: Parsed) -> bool:
    return of.head() is Kind.MEASURE and len(of.words) > 1


def _is_predicated(of: Parsed) -> bool:
    return _predicate(of) or _says_how_well(of)


def _acts_on_something(of: Parsed) -> bool:
    if of.head() not in _PROCESS:
        return False
    if of.has(Kind.PREPOSITION):
        return True
    about = _content(of)
    return len(about) > 2 if of.head() is Kind.FIELD else bool(set(about) - lexicon.GENERAL)


def _heads_process(of: Parsed) -> bool:
    return of.head() in (*_PROCESS, Kind.SERVICE)


def _names_product(of: Parsed) -> bool:
    if of.words[0] in lexicon.MADE_FOR:
        return of.has(Kind.PREPOSITION)
    return of.head() is Kind.PRODUCT and len(of.words) > 1


def _describes(of: Parsed) -> bool:
    return _relative(of) or any(kind is Kind.QUALITY for kind in of.kinds[1:] if len(of.words) > 3)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A class and the sentence that says why; `facts` fill its places."""

    nature: Nature
    code: str
    sentence: str


_TABLE: tuple[tuple[Callable[[Parsed], bool], Verdict], ...] = (
    (
        lambda of: not of.words,
        Verdict(Nature.CATEGORY, "empty", _("Belum ada kalimat yang bisa diperiksa.")),
    ),
    (
        _is_reached,
        Verdict(Nature.RESULT, "reached", _("Menyebut keadaan yang tercapai, bukan pekerjaannya.")),
    ),
    (
        _is_own_act,
        Verdict(
            Nature.ACTIVITY,
            "own_act",
            _("Dibuka dengan kata kerja: menyebut apa yang dikerjakan, belum apa hasilnya."),
        ),
    ),
    (
        _denies,
        Verdict(Nature.RESULT, "all_or_none", _("Menyebut keadaan yang bisa dibuktikan.")),
    ),
    (
        _counts_events,
        Verdict(
            Nature.ACTIVITY,
            "counts_events",
            _("Menghitung berapa kali kegiatan dilakukan, belum apa yang berubah karenanya."),
        ),
    ),
    (
        _measures,
        Verdict(Nature.RESULT, "measures", _("Menyebut ukuran yang bisa dihitung.")),
    ),
    (
        _is_predicated,
        Verdict(
            Nature.RESULT,
            "predicate",
            _("Menyatakan keadaan atau mutu yang akan benar bila pekerjaannya berhasil."),
        ),
    ),
    (
        _acts_on_something,
        Verdict(
            Nature.ACTIVITY,
            "named_act",
            _("Menyebut nama pekerjaan dan sasarannya, belum apa yang dihasilkan."),
        ),
    ),
    (
        _heads_process,
        Verdict(
            Nature.CATEGORY,
            "field",
            _("Menyebut bidang atau jenis pekerjaan saja, seperti judul."),
        ),
    ),
    (
        _names_product,
        Verdict(Nature.RESULT, "product", _("Menyebut barang jadi yang akan ada.")),
    ),
    (
        _describes,
        Verdict(Nature.RESULT, "described", _("Menyebut sasaran beserta keadaannya.")),
    ),
)
_HEADING = Verdict(
    Nature.CATEGORY, "heading", _("Menyebut bidang atau jenis pekerjaan saja, seperti judul.")
)


def classify(of: Parsed) -> Verdict:
    """Return the class of a parsed statement with its reason. Total: never raises."""
    return next((verdict for test, verdict in _TABLE if test(of)), _HEADING)
