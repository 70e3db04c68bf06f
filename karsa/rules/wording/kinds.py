"""What a word does in a statement: the word lists first, then Indonesian morphology."""

import re
from difflib import get_close_matches
from enum import Enum, auto
from functools import lru_cache

from karsa.rules.wording import lexicon


class Kind(Enum):
    """The part a word plays."""

    REACHED = auto()  # terlaksananya, meningkatnya: a state as a noun
    STATE = auto()  # selesai, naik, lulus
    LOOSE = auto()  # siap, masuk: a state if said of a subject
    CLAIM = auto()  # akurat, lengkap: how well, wherever it stands
    QUALITY = auto()  # baik, cepat: how well, after "yang" or a subject
    DOING = auto()  # menyusun, berkoordinasi
    DONE = auto()  # disusun, terisi
    MEASURE = auto()  # persentase, jumlah, kepuasan
    PRODUCT = auto()  # dokumen, rekomendasi
    SERVICE = auto()  # layanan, bidang: a heading
    FIELD = auto()  # pengelolaan, pembinaan: work on a whole field
    ACT = auto()  # penyusunan, rapat, sosialisasi
    LIMIT = auto()  # paling, maksimal, 100 %
    NEGATION = auto()
    QUANTITY = auto()  # seluruh, semakin
    WHICH = auto()  # yang
    PREPOSITION = auto()
    CONJUNCTION = auto()
    PARTICLE = auto()
    NUMBER = auto()
    ORDER = auto()  # buat, ikut
    THING = auto()  # any other noun


_LISTS = (
    (Kind.WHICH, frozenset({"yang", "yg"})),
    (Kind.CONJUNCTION, lexicon.CONJUNCTIONS),
    (Kind.CLAIM, lexicon.CLAIMS),
    (Kind.LIMIT, lexicon.LIMITS | {"persen"}),
    (Kind.NEGATION, lexicon.NEGATIONS),
    (Kind.QUANTITY, lexicon.QUANTIFIERS),
    (Kind.MEASURE, lexicon.MEASURES | lexicon.STATE_NOUNS),
    (Kind.PRODUCT, lexicon.PRODUCTS),
    (Kind.SERVICE, lexicon.SERVICES),
    (Kind.FIELD, lexicon.FIELDS),
    (Kind.ACT, lexicon.ACTS),
    (Kind.STATE, lexicon.STATES),
    (Kind.LOOSE, lexicon.LOOSE_STATES),
    (Kind.QUALITY, lexicon.QUALITIES),
    (Kind.PREPOSITION, lexicon.PREPOSITIONS),
    (Kind.PARTICLE, lexicon.PARTICLES),
    (Kind.ORDER, lexicon.ORDERS),
    (Kind.THING, lexicon.NO_VERBS | lexicon.NO_STATES | lexicon.NO_ACTS),
)
_SHAPES = (
    (Kind.LIMIT, r"[<>≤≥].*|\d.*%"),
    (Kind.NUMBER, r"\d.*"),
    (Kind.REACHED, r"(?!pe[a-z]+annya|ke[a-z]+annya)[a-z-]{3,}nya"),
    (Kind.MEASURE, r"ke(?:ter|ber)[a-z]{3,}an"),
    (Kind.DOING, r"me(?:m|n|ng|ny|l|r|w|y)[a-z]{3,}|ber[a-z]{4,}|bekerja|belajar"),
    (Kind.DONE, r"di[a-z]{4,}|ter[a-z]{3,}"),
    (Kind.ACT, r"pe(?:m|n|ng|ny|l|r|w|mer)?[a-z]{3,}an|[a-z]{3,}(?:isasi|ifikasi)"),
)
_SHAPE = tuple((kind, re.compile(pattern)) for kind, pattern in _SHAPES)


@lru_cache(maxsize=20_000)
def kind_of(word: str) -> Kind:
    """Return the part `word` (small letters) plays; a word nobody knows is a thing."""
    for kind, words in _LISTS:
        if word in words:
            return kind
    for kind, shape in _SHAPE:
        if shape.fullmatch(word):
            return kind
    return Kind.THING


@lru_cache(maxsize=20_000)
def mended(word: str) -> str:
    """Return the measure a first word was meant to be ("persentse"), else the word itself."""
    if len(word) < _LONG or kind_of(word) is not Kind.THING:
        return word
    return next(iter(get_close_matches(word, _MISSPELT, n=1, cutoff=0.88)), word)


_LONG = 8
_MISSPELT = ("persentase", "presentase", "frekuensi", "produktivitas", "efektivitas", "efisiensi")
