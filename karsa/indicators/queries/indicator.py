"""The page of one indicator: its headline's year, and the parts of the tab that is open."""

from dataclasses import dataclass

from karsa.accounts.actor import Actor
from karsa.indicators import policies
from karsa.indicators.models import Indicator
from karsa.indicators.queries.cards import card_of
from karsa.indicators.queries.events import lately
from karsa.indicators.queries.figures import figures_of
from karsa.indicators.queries.heading import heading_of
from karsa.indicators.queries.history import history_of
from karsa.indicators.queries.innovations import of_indicator
from karsa.indicators.queries.sections import Section, Shown, Subject, Tab, shown
from karsa.indicators.queries.targets import targets_of
from karsa.indicators.queries.year import years_of

# The page's own parts in reading order; rooms above add theirs with `add_section`.
_PARTS = (
    Section(Tab.FIGURES, "indicators/parts/forecast.html", heading_of),
    Section(Tab.FIGURES, "indicators/parts/figures.html", figures_of),
    Section(Tab.FIGURES, "indicators/parts/events.html", lately),
    Section(Tab.CARD, "indicators/parts/card.html", card_of),
    Section(Tab.TARGETS, "indicators/parts/targets.html", targets_of),
    Section(Tab.INNOVATIONS, "indicators/parts/innovations.html", of_indicator),
    Section(Tab.HISTORY, "indicators/parts/history.html", history_of),
)


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """The indicator in a year, the parts of a tab, and what the reader may do."""

    subject: Subject
    tab: Tab
    parts: tuple[Shown, ...]
    keeps: bool
    reports: bool


def indicator_page(actor: Actor, indicator: Indicator, year: int, tab: Tab) -> IndicatorPage:
    """Return the page of a row of `with_card`. Two queries, and those of its parts."""
    row = years_of([indicator], year, actor.today)[indicator.pk]
    subject = Subject(actor, indicator, year, row)
    return IndicatorPage(
        subject=subject,
        tab=tab,
        parts=shown(_PARTS, tab, subject),
        keeps=policies.can_keep_indicators(actor, indicator.unit),
        reports=policies.can_report(actor, indicator.unit),
    )
