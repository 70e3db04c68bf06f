"""Machines that report: which, when last heard of, and what waits for a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Count, QuerySet

from karsa.accounts.actor import Actor
from karsa.indicators.models import Feed, FeedIndicator, Measurement, Observation
from karsa.indicators.policies import kept_units
from karsa.org.models import ServicePoint
from karsa.org.models.units import below


class Hearing(StrEnum):
    """Whether a machine is heard of as often as it should be."""

    STOPPED = "stopped"
    NEVER = "never"
    STALE = "stale"
    FRESH = "fresh"


def hearing(feed: Feed, now: datetime) -> Hearing:
    """Return how a feed stands at `now` (UTC). No query."""
    if not feed.is_active:
        return Hearing.STOPPED
    if feed.last_fed_at is None:
        return Hearing.NEVER
    late = now - feed.last_fed_at > timedelta(days=feed.every_days)
    return Hearing.STALE if late else Hearing.FRESH


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed of the list with how it stands."""

    feed: Feed
    hearing: Hearing


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A feed with what it may report, and the service points it may name."""

    row: FeedRow
    links: tuple[FeedIndicator, ...]
    points: tuple[ServicePoint, ...]


def feeds_of(actor: Actor) -> QuerySet[Feed]:
    """The feeds the actor may see, with their unit and how many indicators each may report."""
    rows = Feed.objects.visible_to(actor).select_related("unit")
    return rows.annotate(reports=Count("links"))


def feed_page(actor: Actor, feed: Feed) -> FeedPage:
    """Return the page of a feed with its unit. Two queries."""
    links = feed.links.select_related("indicator").order_by("indicator__name")
    points = ServicePoint.objects.filter(
        below((feed.unit.path,), "service__unit__path"), agency=actor.agency, is_open=True
    )
    return FeedPage(
        row=FeedRow(feed, hearing(feed, actor.now)),
        links=tuple(links),
        points=tuple(points.select_related("service").order_by("service__name", "name")[:200]),
    )


def held_events(actor: Actor) -> QuerySet[Observation]:
    """Events that wait for the actor's look."""
    rows = Observation.objects.filter(agency=actor.agency, state=Observation.State.HELD)
    mine = rows.filter(indicator__unit__in=kept_units(actor))
    return mine.select_related("indicator", "feed", "point")


def held_figures(actor: Actor) -> QuerySet[Measurement]:
    """Monthly figures that wait for the actor's look; one's own wait for somebody else."""
    rows = Measurement.objects.filter(agency=actor.agency, state=Measurement.State.HELD)
    mine = rows.filter(indicator__unit__in=kept_units(actor))
    return mine.select_related("indicator__unit", "reported_by")
