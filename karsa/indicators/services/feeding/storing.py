"""Events and their receipts, written in bulk: one statement on PostgreSQL, slices on SQLite.

The caller holds the feed's row, so nobody else writes its receipts meanwhile.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from karsa.indicators.models import Feed, Observation, Receipt
from karsa.indicators.services.feeding.reading import Event

_SLICE = 400

_FIND = """
SELECT event, revision, observation, digest FROM indicators_receipt WHERE event = ANY(%s::uuid[])
"""
# Row-level security takes no COPY, so the columns travel as arrays.
_STORE = """
WITH sent AS (
    SELECT nextval('indicators_observation_id_seq') AS id, given.*
    FROM unnest(
        %s::bigint[], %s::text[], %s::bigint[], %s::numeric[], %s::numeric[], %s::bigint[],
        %s::smallint[], %s::text[], %s::uuid[], %s::bigint[]
    ) AS given (
        indicator_id, key, micros, value, weight, point_id, revision, reason, event, digest
    )
), kept AS (
    INSERT INTO indicators_observation (
        id, agency_id, feed_id, indicator_id, point_id, key, at, value, weight, revision,
        state, reason, received_at
    )
    SELECT id, %s, %s, indicator_id, point_id, key,
        'epoch'::timestamptz + micros * interval '1 microsecond', value, weight, revision,
        CASE reason WHEN '' THEN 'valid' ELSE 'held' END, reason, %s
    FROM sent
)
INSERT INTO indicators_receipt (agency_id, event, revision, observation, digest)
SELECT %s, event, revision, id, digest FROM sent
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What was taken in before under a key."""

    revision: int
    observation: int
    digest: int


def known_of(events: Sequence[Event]) -> dict[str, list[Known]]:
    """Return the receipts of events by their `event`, oldest first. One query, or one a slice."""
    found: dict[str, list[Known]] = {}
    for event, *rest in _receipts([one.event for one in events]):
        found.setdefault(event.hex, []).append(Known(*rest))
    for rows in found.values():
        rows.sort(key=lambda one: one.revision)
    return found


def store(feed: Feed, events: Sequence[Event], now: datetime) -> None:
    """Write events that are new or a revision, each with its receipt."""
    if not events:
        return
    if connection.vendor == "postgresql":
        _store_at_once(feed, events, now)
    else:
        _store_in_slices(feed, events, now)


Found = tuple[UUID, int, int, int]


def _receipts(events: Sequence[str]) -> Iterator[Found]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_FIND, [_array(events)])
            yield from cursor.fetchall()
        return
    fields = ("event", "revision", "observation", "digest")
    for start in range(0, len(events), _SLICE):
        rows = Receipt.objects.filter(event__in=events[start : start + _SLICE])
        yield from rows.values_list(*fields)


def _store_at_once(feed: Feed, events: Sequence[Event], now: datetime) -> None:
    columns = [
        _array(str(one.indicator_id) for one in events),
        _array(one.key for one in events),
        _array(str(one.micros) for one in events),
        _array(_plain(one.value) for one in events),
        _array(_plain(one.weight) for one in events),
        _array(_plain(one.point_id) for one in events),
        _array(str(one.revision) for one in events),
        _array(f'"{one.reason}"' for one in events),
        _array(one.event for one in events),
        _array(str(one.digest) for one in events),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_STORE, [*columns, feed.agency_id, feed.pk, now, feed.agency_id])


def _store_in_slices(feed: Feed, events: Sequence[Event], now: datetime) -> None:
    State = Observation.State  # noqa: N806 - a class
    rows = Observation.objects.bulk_create(
        (
            Observation(
                agency_id=feed.agency_id,
                feed=feed,
                indicator_id=one.indicator_id,
                point_id=one.point_id,
                key=one.key,
                at=one.at,
                value=one.value,
                weight=one.weight,
                revision=one.revision,
                state=State.HELD if one.reason else State.VALID,
                reason=one.reason,
                received_at=now,
            )
            for one in events
        ),
        batch_size=_SLICE,
    )
    Receipt.objects.bulk_create(
        (
            Receipt(
                agency_id=feed.agency_id,
                event=one.event,
                revision=one.revision,
                observation=row.pk,
                digest=one.digest,
            )
            for one, row in zip(events, rows, strict=True)
        ),
        batch_size=_SLICE,
    )


def _array(values: Iterable[str]) -> str:
    """An array as PostgreSQL writes one: ours hold digits, hashes, moments and quoted words."""
    return "{" + ",".join(values) + "}"


def _plain(value: object) -> str:
    return "NULL" if value is None else str(value)
