"""The parts of an indicator's page, by tab; higher rooms add theirs when they are ready.

A room above adds its part in `AppConfig.ready`: `add_section("consultations", Section(…))`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator
from karsa.indicators.queries.year import IndicatorYear


class Tab(StrEnum):
    """The tabs of the page; the codes stand in the address."""

    FIGURES = "angka"
    CARD = "kartu"
    TARGETS = "target"
    INNOVATIONS = "inovasi"
    HISTORY = "riwayat"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about: who reads, which indicator (from `with_card`), and its year."""

    actor: Actor
    indicator: Indicator
    year: int
    row: IndicatorYear


Read = Callable[[Subject], object]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: `template` gets what `read` returned, named `part`; None shows nothing.

    The page may ask ten queries in all; frame and headline use six and a tab's own parts one or
    two, so an added part asks one.
    """

    tab: Tab
    template: str
    read: Read


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with what it shows."""

    template: str
    part: object


_added: dict[str, Section] = {}


def add_section(name: str, section: Section) -> None:
    """Add a part after those that stand already; the same name replaces it."""
    _added[name] = section


def shown(own: Iterable[Section], tab: Tab, subject: Subject) -> tuple[Shown, ...]:
    """Return the parts of a tab that have something to show: the page's `own`, then the added."""
    of_tab = (one for one in (*own, *_added.values()) if one.tab is tab)
    found = (Shown(one.template, one.read(subject)) for one in of_tab)
    return tuple(one for one in found if one.part is not None)
