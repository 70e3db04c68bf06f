"""Good cards to start from: those of the house, by sector, and those the agency shows itself."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator, IndicatorCard
from karsa.indicators.queries.cards import LABELS, Field
from karsa.indicators.queries.cards import fields_of as written

_OWN = "unit-"
# What a card of the library fills in on the form.
_FILLS = (
    *("name", "measure", "polarity", "purpose", "definition", "formula", "aspect"),
    *("statistic", "promise", "over_time", "over_places", "quality", "validity"),
    *("plausible_low", "plausible_high", "causes", "source", "provider", "frequency"),
)


@dataclass(frozen=True, slots=True)
class LibraryCard:
    """A card to start from; `code` names it in addresses, codes are those of `IndicatorCard`."""

    code: str
    sector: str
    service: str
    positions: tuple[str, ...]
    name: str
    measure: str
    purpose: str
    definition: str
    formula: str
    source: str
    provider: str
    causes: str
    polarity: str = "maximize"
    aspect: str = "quality"
    statistic: str = "mean"
    promise: Decimal | None = None
    over_time: str = "last"
    over_places: str = "average"
    quality: str = "outcome"
    validity: str = "exact"
    plausible_low: Decimal | None = None
    plausible_high: Decimal | None = None
    frequency: str = "monthly"

    @property
    def texts(self) -> str:
        """All that a search looks at, in small letters."""
        said = (self.name, self.service, *self.positions, self.definition, self.sector)
        return " ".join(said).casefold()

    @property
    def direction(self) -> str:
        """Which way is good, in words."""
        return str(IndicatorCard.Polarity(self.polarity).label)


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of work with its cards."""

    code: str
    name: str
    cards: tuple[LibraryCard, ...]


@cache
def sectors() -> tuple[Sector, ...]:
    """Return the shipped library. No query; read once."""
    folder = files("karsa.indicators") / "library"
    found = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(
        _sector(file.name[:-5], tomllib.loads(file.read_text("utf-8")))
        for file in sorted(found, key=lambda file: file.name)
    )


def _sector(code: str, read: Mapping[str, Any]) -> Sector:
    name = read["sector"]
    cards = (_card(f"{code}-{number}", name, row) for number, row in enumerate(read["cards"], 1))
    return Sector(code, name, tuple(cards))


def _card(code: str, sector: str, row: dict[str, Any]) -> LibraryCard:
    numbers = ("promise", "plausible_low", "plausible_high")
    return LibraryCard(
        code=code,
        sector=sector,
        **(
            row
            | {name: Decimal(str(row[name])) for name in numbers if name in row}
            | {"positions": tuple(row["positions"]), "causes": "\n".join(row["causes"])}
        ),
    )


def search(words: str, sector: str = "") -> tuple[LibraryCard, ...]:
    """Return the cards that hold every word, of one sector or of all. No query."""
    wanted = words.casefold().split()
    return tuple(
        card
        for one in sectors()
        if sector in ("", one.code)
        for card in one.cards
        if all(word in card.texts for word in wanted)
    )


def card_by(code: str) -> LibraryCard | None:
    """Return a shipped card. No query."""
    return next((card for one in sectors() for card in one.cards if card.code == code), None)


def fields_of(card: LibraryCard) -> tuple[Field, ...]:
    """Return the card's fields in words, as of a written card. No query."""
    said = {name: value for name, value in asdict(card).items() if name in LABELS}
    return written(IndicatorCard(**said))


def own_examples(actor: Actor, words: str = "") -> tuple[Indicator, ...]:
    """Return the agency's own examples that hold every word, at most 50. One query."""
    rows = Indicator.objects.visible_to(actor).filter(is_example=True, is_active=True)
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    return tuple(rows.select_related("unit").order_by("name", "pk")[:50])


def own_code(indicator: Indicator) -> str:
    """The code by which an own example is used."""
    return f"{_OWN}{indicator.pk}"


def start_from(actor: Actor, code: str) -> dict[str, Any]:
    """Return what a card fills in on the form; empty for an unknown code. At most two queries."""
    if code.startswith(_OWN) and code.removeprefix(_OWN).isdecimal():
        return _own(actor, int(code.removeprefix(_OWN)))
    card = card_by(code)
    return {name: value for name, value in asdict(card).items() if name in _FILLS} if card else {}


def _own(actor: Actor, pk: int) -> dict[str, Any]:
    found = Indicator.objects.visible_to(actor).filter(pk=pk, is_example=True).first()
    card = found.cards.order_by("-version").first() if found else None
    if found is None or card is None:
        return {}
    return {"name": found.name, "node": found.node_id} | {
        name: getattr(card, name) for name in _FILLS if name != "name"
    }
