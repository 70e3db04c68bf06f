"""The words of BKN's reports as the ratings they mean."""

from collections.abc import Mapping
from typing import TypeVar

from karsa.rules.grade import Grade, Rating
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

T = TypeVar("T")
# The first that occurs decides; "di atas", "diatas" and "DI ATAS EKSPEKTASI" are one.
_RATINGS: Mapping[str, Rating] = {
    "atas": Rating.ABOVE,
    "sesuai": Rating.MEETS,
    "bawah": Rating.BELOW,
}
_GRADES: Mapping[str, Grade] = {
    "sangat baik": Grade.VERY_GOOD,
    "butuh perbaikan": Grade.NEEDS_IMPROVEMENT,
    "sangat kurang": Grade.VERY_POOR,
    "misconduct": Grade.POOR,
    "kurang": Grade.POOR,
    "baik": Grade.GOOD,
}


def read_rating(words: str) -> Rating:
    """Read hasil_kerja or perilaku_kerja. Source: rules digest 8. Raises: Refused."""
    return _first(_RATINGS, words)


def read_grade(words: str) -> Grade:
    """Read hasil_akhir. Source: rules digest 8. Raises: Refused."""
    return _first(_GRADES, words)


def _first(known: Mapping[str, T], words: str) -> T:
    plain = " ".join(words.split()).casefold()
    for word, meaning in known.items():
        if word in plain:
            return meaning
    raise Refused(_("“%(text)s” bukan nilai yang dikenal dari BKN."), text=words[:40])
