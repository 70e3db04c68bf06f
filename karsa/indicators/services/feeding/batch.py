"""One batch of one feed, in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import transaction

from karsa.indicators.models import EventMonth, Feed, IndicatorCard, Observation
from karsa.indicators.queries.usual import usual_events
from karsa.indicators.services.feeding.reading import AHEAD, Door, Event, Link, read
from karsa.indicators.services.feeding.storing import Known, known_of, store
from karsa.jobs import services as jobs
from karsa.kit.bulk import without_collecting
from karsa.org.models import ServicePoint
from karsa.org.models.units import below
from karsa.rules.plausible import Believable
from karsa.tenancy.models import Agency, ArchivedPart

MOST = 10_000
# Seconds in which batches gather before their months are made anew: a figure shows within five.
_GATHER = 2
State = Observation.State
Month = tuple[int, int, int]  # indicator, year, month


class Outcome(StrEnum):
    """What became of a row."""

    STORED = "stored"
    UNCHANGED = "unchanged"
    CORRECTED = "corrected"
    HELD = "held"
    REFUSED = "refused"


@dataclass(slots=True)
class Answer:
    """What became of every row (from 1), and in words why some are held or refused."""

    rows: dict[Outcome, list[int]] = field(default_factory=lambda: {one: [] for one in Outcome})
    reasons: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def take_batch(*, feed: Feed, rows: Sequence[object], now: datetime) -> Answer:
    """Keep the events of a batch; rows that cannot be kept are named and leave no trace.

    `rows` are what JSON gave, numbers with a point as Decimal. The same event again changes
    nothing; another value under its key is a new revision. Odd values wait for a person. Eleven
    queries for any number of new events, a few more with corrections.
    """
    with without_collecting():
        return _take_all(Feed.objects.select_for_update().get(pk=feed.pk), rows, now)


def _take_all(held_feed: Feed, rows: Sequence[object], now: datetime) -> Answer:
    answer = Answer()
    events, answer.reasons = read(rows, door_of(held_feed, now))
    answer.rows[Outcome.REFUSED] = list(answer.reasons)
    touched: set[Month] = set()
    for wave in _waves(events):
        touched |= _take(held_feed, wave, answer, now)
    for outcome in Outcome:
        answer.rows[outcome].sort()
    mark(held_feed.agency, touched)
    Feed.objects.filter(pk=held_feed.pk).update(last_fed_at=now)
    return answer


def mark(agency: Agency, months: Iterable[Month]) -> None:
    """Mark months as to be made anew, in a fixed order, and have it done. Two queries, and one.

    Where all of them wait already, so does the work that will make them: it is not asked for
    again. Their rows are held meanwhile, so that it cannot pass them by unseen.
    """
    ordered = sorted(set(months))
    if not ordered:
        return
    waiting = _waiting(ordered)
    EventMonth.objects.bulk_create(
        (
            EventMonth(agency=agency, indicator_id=indicator, year=year, month=month)
            for indicator, year, month in ordered
        ),
        update_conflicts=True,
        unique_fields=["indicator", "year", "month"],
        update_fields=["is_dirty"],
        batch_size=500,
    )
    if not waiting.issuperset(ordered):
        jobs.later("indicators.rollup", agency, after=_GATHER)


def _waiting(months: Sequence[Month]) -> set[Month]:
    rows = EventMonth.objects.select_for_update().filter(
        indicator__in={month[0] for month in months}, year__in={month[1] for month in months}
    )
    fields = ("indicator_id", "year", "month")
    ordered = rows.order_by(*fields).values_list(*fields, "is_dirty")
    return {(one, year, month) for one, year, month, is_dirty in ordered if is_dirty}


def door_of(feed: Feed, now: datetime) -> Door:
    """Return what the feed may bring in. Seven queries.

    The zone is a plain offset, which is quicker: Indonesia's have no daylight saving.
    """
    zone = ZoneInfo(feed.agency.zone)
    links = list(feed.links.filter(indicator__is_active=True).select_related("indicator"))
    ids = [link.indicator_id for link in links]
    cards = {
        card.indicator_id: card
        for card in IndicatorCard.objects.filter(indicator__in=ids).order_by("version")
    }
    usual = usual_events(ids, now.astimezone(zone).date())
    points = ServicePoint.objects.filter(
        below((feed.unit.path,), "service__unit__path"), agency=feed.agency_id
    )
    return Door(
        feed_id=feed.pk,
        links={
            link.indicator.code: Link(
                indicator_id=link.indicator_id,
                measure=link.measure,
                counts=card.statistic == IndicatorCard.Statistic.COUNT,
                believable=Believable(card.plausible_low, card.plausible_high),
                usual=usual.get(link.indicator_id),
            )
            for link in links
            if (card := cards.get(link.indicator_id))
        },
        points=frozenset(points.values_list("pk", flat=True)),
        zone=timezone(now.astimezone(zone).utcoffset() or timedelta()),
        latest=now + AHEAD,
        archived=ArchivedPart.objects.months(Observation._meta.db_table, zone),
    )


def _waves(events: Sequence[Event]) -> Iterator[list[Event]]:
    """Split where a key repeats, so that each wave holds a key once: in the order of sending."""
    seen: dict[str, int] = {}
    waves: list[list[Event]] = []
    for event in events:
        number = seen[event.event] = seen.get(event.event, -1) + 1
        if number == len(waves):
            waves.append([])
        waves[number].append(event)
    yield from waves


def _take(feed: Feed, events: Sequence[Event], answer: Answer, now: datetime) -> set[Month]:
    known = known_of(events)
    fresh: list[Event] = []
    before_valid: list[int] = []
    before_held: list[int] = []
    for event in events:
        before = known.get(event.event, ())
        outcome = _outcome(event, before)
        answer.rows[outcome].append(event.row)
        if outcome is Outcome.UNCHANGED:
            continue
        fresh.append(event)
        if event.reason:
            answer.reasons[event.row] = event.reason
        if before:
            event.revision = len(before) + 1
            corrected = before_held if event.reason else before_valid
            corrected += [one.observation for one in before]
    touched = _replace(feed, before_valid, (State.VALID, State.HELD))
    touched |= _replace(feed, before_held, (State.HELD,))
    store(feed, fresh, now)
    return touched | {(one.indicator_id, *one.month) for one in fresh}


def _outcome(event: Event, before: Sequence[Known]) -> Outcome:
    if before and before[-1].digest == event.digest:
        return Outcome.UNCHANGED
    if event.reason:
        return Outcome.HELD
    return Outcome.CORRECTED if before else Outcome.STORED


def _replace(feed: Feed, ids: Sequence[int], states: Sequence[str]) -> set[Month]:
    """Set what was taken in before aside; return its months. Nothing to do for no ids."""
    zone = ZoneInfo(feed.agency.zone)
    touched: set[Month] = set()
    for start in range(0, len(ids), 500):
        rows = Observation.objects.filter(pk__in=ids[start : start + 500], state__in=states)
        for indicator, at in rows.values_list("indicator_id", "at"):
            local = at.astimezone(zone)
            touched.add((indicator, local.year, local.month))
        rows.update(state=State.REPLACED)
    return touched
