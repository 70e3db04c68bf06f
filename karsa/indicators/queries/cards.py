"""The versions of a card, and what differs between two of them, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from karsa.indicators.models import IndicatorCard
from karsa.indicators.queries.sections import Subject
from karsa.kit.formats import number

# In the order in which the card is read; labels as on the form.
LABELS: dict[str, Promise] = {
    "purpose": _("Tujuan"),
    "definition": _("Definisi"),
    "measure": _("Satuan"),
    "polarity": _("Arah yang baik"),
    "aspect": _("Aspek"),
    "formula": _("Formula"),
    "statistic": _("Angka sebulan dari kejadian"),
    "promise": _("Janji layanan satu kejadian"),
    "over_time": _("Gabungan antarbulan"),
    "over_places": _("Gabungan antarwilayah"),
    "quality": _("Kualitas dan tingkat kendali"),
    "validity": _("Validitas"),
    "source": _("Sumber data"),
    "provider": _("Penyedia data"),
    "frequency": _("Periode pelaporan"),
    "plausible_low": _("Paling rendah yang masuk akal"),
    "plausible_high": _("Paling tinggi yang masuk akal"),
    "causes": _("Penyebab yang biasa"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a card with its label, in words."""

    label: Promise
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """The newest version in words, and all versions, newest first."""

    newest: IndicatorCard
    fields: tuple[Field, ...]
    versions: tuple[IndicatorCard, ...]


def card_of(subject: Subject) -> Card | None:
    """Return the card with its versions, None without one. One query."""
    versions = tuple(subject.indicator.cards.order_by("-version"))
    if not versions:
        return None
    return Card(versions[0], fields_of(versions[0]), versions)


def fields_of(card: IndicatorCard) -> tuple[Field, ...]:
    """Return the card's fields in words. No query."""
    return tuple(Field(label, _text(card, name)) for name, label in LABELS.items())


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both versions have ("same"), or only the older ("gone") or the newer ("new")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs, as the pieces of both wordings in reading order."""

    label: Promise
    pieces: tuple[Piece, ...]


def changes(old: IndicatorCard, new: IndicatorCard) -> tuple[Change, ...]:
    """Return what differs from `old` to `new`, in the order of the card. No query."""
    pairs = ((label, _text(old, name), _text(new, name)) for name, label in LABELS.items())
    return tuple(
        Change(label, tuple(_pieces(before, after)))
        for label, before, after in pairs
        if before != after
    )


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = before.split(), after.split()
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", " ".join(old[i1:i2]))
        else:
            yield from (
                Piece(name, " ".join(words))
                for name, words in (("gone", old[i1:i2]), ("new", new[j1:j2]))
                if words
            )


def _text(card: IndicatorCard, name: str) -> str:
    display = getattr(card, f"get_{name}_display", None)
    if display is not None:
        return str(display())
    value = getattr(card, name)
    if isinstance(value, Decimal):
        return number(value, 4).rstrip("0").rstrip(",")
    return value or ""
