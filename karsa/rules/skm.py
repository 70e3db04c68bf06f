"""The satisfaction survey (SKM): nine elements, the index, its letter, and the sample."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from karsa.rules.refused import gettext_noop as _


class Element(StrEnum):
    """The nine elements in the order of the questionnaire, U1 to U9."""

    REQUIREMENTS = "persyaratan"
    PROCEDURE = "prosedur"
    TIME = "waktu"
    COST = "biaya"
    PRODUCT = "produk"
    COMPETENCE = "kompetensi"
    BEHAVIOUR = "perilaku"
    FACILITIES = "sarana"
    COMPLAINTS = "pengaduan"


ELEMENT_NAMES: Mapping[Element, str] = {
    Element.REQUIREMENTS: _("Persyaratan"),
    Element.PROCEDURE: _("Sistem, mekanisme, dan prosedur"),
    Element.TIME: _("Waktu penyelesaian"),
    Element.COST: _("Biaya/tarif"),
    Element.PRODUCT: _("Produk spesifikasi jenis pelayanan"),
    Element.COMPETENCE: _("Kompetensi pelaksana"),
    Element.BEHAVIOUR: _("Perilaku pelaksana"),
    Element.FACILITIES: _("Sarana dan prasarana"),
    Element.COMPLAINTS: _("Penanganan pengaduan, saran, dan masukan"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an element, and its four answers from 1 to 4."""

    text: str
    answers: tuple[str, str, str, str]


# Worded as the regulation's own questionnaire. Source: PermenPANRB 14/2017, annex (form of SKM).
QUESTIONS: Mapping[Element, Question] = {
    Element.REQUIREMENTS: Question(
        _("Bagaimana kesesuaian persyaratan pelayanan dengan jenis pelayanannya?"),
        (_("Tidak sesuai"), _("Kurang sesuai"), _("Sesuai"), _("Sangat sesuai")),
    ),
    Element.PROCEDURE: Question(
        _("Bagaimana kemudahan prosedur pelayanan di unit ini?"),
        (_("Tidak mudah"), _("Kurang mudah"), _("Mudah"), _("Sangat mudah")),
    ),
    Element.TIME: Question(
        _("Bagaimana kecepatan waktu dalam memberikan pelayanan?"),
        (_("Tidak cepat"), _("Kurang cepat"), _("Cepat"), _("Sangat cepat")),
    ),
    Element.COST: Question(
        _("Bagaimana kewajaran biaya atau tarif dalam pelayanan?"),
        (_("Sangat mahal"), _("Cukup mahal"), _("Murah"), _("Gratis")),
    ),
    Element.PRODUCT: Question(
        _("Bagaimana kesesuaian hasil pelayanan dengan yang tercantum dalam standar pelayanan?"),
        (_("Tidak sesuai"), _("Kurang sesuai"), _("Sesuai"), _("Sangat sesuai")),
    ),
    Element.COMPETENCE: Question(
        _("Bagaimana kompetensi atau kemampuan petugas dalam pelayanan?"),
        (_("Tidak kompeten"), _("Kurang kompeten"), _("Kompeten"), _("Sangat kompeten")),
    ),
    Element.BEHAVIOUR: Question(
        _("Bagaimana kesopanan dan keramahan petugas dalam pelayanan?"),
        (
            _("Tidak sopan dan ramah"),
            _("Kurang sopan dan ramah"),
            _("Sopan dan ramah"),
            _("Sangat sopan dan ramah"),
        ),
    ),
    Element.FACILITIES: Question(
        _("Bagaimana kualitas sarana dan prasarana?"),
        (_("Buruk"), _("Cukup"), _("Baik"), _("Sangat baik")),
    ),
    Element.COMPLAINTS: Question(
        _("Bagaimana penanganan pengaduan pengguna layanan?"),
        (
            _("Tidak ada"),
            _("Ada, tetapi tidak berfungsi"),
            _("Berfungsi, kurang maksimal"),
            _("Dikelola dengan baik"),
        ),
    ),
}


class Letter(StrEnum):
    """The quality of a service, best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


LETTER_NAMES: Mapping[Letter, str] = {
    Letter.A: _("Sangat baik"),
    Letter.B: _("Baik"),
    Letter.C: _("Kurang baik"),
    Letter.D: _("Tidak baik"),
}

LEGACY_WEIGHT = Decimal("0.11")
_SCALE = Decimal(25)
_CENT = Decimal("0.01")
_BOUNDS = (
    (Decimal("65.00"), Letter.D),
    (Decimal("76.61"), Letter.C),
    (Decimal("88.31"), Letter.B),
)


def mean(answers: Sequence[int | None]) -> Decimal | None:
    """Return one element's NRR: the mean of the answers 1 to 4, not rounded; None if none.

    Raises: ValueError if an answer is outside 1 to 4.
    """
    known = [answer for answer in answers if answer is not None]
    if any(answer not in range(1, 5) for answer in known):
        raise ValueError("an answer is 1 to 4")
    return Decimal(sum(known)) / len(known) if known else None


def index(means: Sequence[Decimal | None], *, legacy: bool = False) -> Decimal | None:
    """Return the IKM of a service from its elements' means.

    Each element weighs exactly 1/n of those answered; `legacy` weighs each 0.11 as older
    reports do, which falls short of 100 (nine times 0.11 is 0.99).
    Range:  25.00 to 100.00 (legacy 24.75 to 99.00), rounded half up to two decimals, once.
    Source: PermenPANRB 14/2017 (secondary, rules digest 7).
    """
    known = [value for value in means if value is not None]
    if not known:
        return None
    total = sum(known, Decimal(0)) * _SCALE
    weighted = total * LEGACY_WEIGHT if legacy else total / len(known)
    return weighted.quantize(_CENT, ROUND_HALF_UP)


def letter(value: Decimal) -> Letter:
    """Return the letter of a rounded IKM: below 65.00 D, 76.61 C, 88.31 B, else A.

    Source: PermenPANRB 14/2017 (secondary, rules digest 7).
    """
    return next((found for bound, found in _BOUNDS if value < bound), Letter.A)


def sample_size(population: int) -> int:
    """Return how many respondents a survey of `population` people needs (Krejcie-Morgan).

    Chi-square 3.841, share 0.5, error 0.05; rounded half up to whole people.
    Source: PermenPANRB 14/2017 (secondary, rules digest 7).
    Raises: ValueError if `population` is negative.
    """
    if population < 0:
        raise ValueError(f"a population is not negative, got {population}")
    spread = Decimal("3.841") * Decimal("0.25")
    needed = spread * population / (Decimal("0.0025") * (population - 1) + spread)
    return int(needed.quantize(Decimal(1), ROUND_HALF_UP))


def own_score(answers: Sequence[int | None]) -> Decimal | None:
    """Return one respondent's score, 25 to 100: the mean of what was answered × 25.

    The mean of these scores is the IKM where everybody answered everything; their spread is what
    its confidence interval is made of.
    """
    own = mean(answers)
    return None if own is None else own * _SCALE
