"""The small region of the feed's bench: made, copied into, and filled up. Reads the environment."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from karsa.indicators.models import EventMonth, Indicator  # noqa: E402
from karsa.indicators.services import feeds  # noqa: E402
from karsa.indicators.services.rollup import roll_up  # noqa: E402
from karsa.indicators.tests import make as indicators  # noqa: E402
from karsa.kit.testing import queries_of  # noqa: E402
from karsa.org.tests import make  # noqa: E402
from karsa.tenancy.models import Agency  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402

_COLUMNS = "agency_id, feed_id, indicator_id, key, at, value, revision, state, reason, received_at"
_FILL = f"""
WITH made AS (
    INSERT INTO indicators_observation ({_COLUMNS})
    SELECT %(agency)s, %(feed)s, %(first)s + n %% %(count)s,
        encode(sha256(('isi:' || n)::bytea), 'hex'),
        now() - (n %% 1036800) * interval '1 minute', 5 + n %% 97 / 2.0, 1, 'valid', '', now()
    FROM generate_series(%(start)s::bigint, %(end)s::bigint) AS n
    RETURNING id, key
)
INSERT INTO indicators_receipt (agency_id, event, revision, observation, digest)
SELECT %(agency)s, md5(key)::uuid, 1, id, id FROM made
"""
_STEP = 500_000


@dataclass(frozen=True)
class Region:
    """Who may send, who looks, and which pages show what was sent."""

    agency: Agency
    indicators: list[Indicator]
    tokens: list[str]
    session: str
    events_path: str
    boards: dict[str, str]


def make_region(count: int) -> Region:
    """Make a region with `count` indicators, two machines and a leader who is signed in."""
    agency = make.agency()
    with scope(agency):
        people = make.people(agency)
        rows = [
            indicators.indicator(
                people.clinic, {"measure": "menit", "promise": 30}, code=f"waktu-tunggu-{number}"
            )
            for number in range(count)
        ]
        keeper = make.actor(people.hana, datetime.now(UTC))
        tokens = [
            feeds.add_feed(
                actor=keeper,
                unit=people.clinic,
                words=feeds.FeedWords(f"Mesin {name}"),
                measures=dict.fromkeys(rows, "menit"),
            )[1]
            for name in "AB"
        ]
        session = _session(people.sinta.user)
    return Region(
        agency,
        rows,
        tokens,
        session,
        reverse("indicators:events", args=[rows[0].pk]),
        {
            "leader's board": reverse("insights:leader"),
            "unit's indicators": reverse("indicators:unit", args=[people.clinic.pk]),
            "indicator": reverse("indicators:indicator", args=[rows[0].pk]),
            "events of a month": reverse("indicators:events", args=[rows[0].pk]),
        },
    )


def _session(user: Any) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key or ""


def copy_rate(events: Iterable[dict[str, Any]], times: int) -> float:
    """Rows a second of a bare COPY of such rows, as a superuser whom no policy binds."""
    agency = Agency.objects.get()
    first = _first(agency)
    now = datetime.now(UTC).isoformat()
    text = "".join(
        f"{agency.pk}\t1\t{first + number % 20}\t{one['key']}\t{one['at']}\t{one['value']}\t1"
        f"\tvalid\t\t{now}\n"
        for number, one in enumerate(events)
    )
    with _superuser() as connection:
        start = perf_counter()
        for _ in range(times):
            with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY indicators_observation ({_COLUMNS}) FROM STDIN") as copy,
            ):
                copy.write(text)
            connection.commit()
        return text.count("\n") * times / (perf_counter() - start)


def fill(region: Region, rows: int) -> None:
    """Add events of two years until there are some `rows`, and make their months anew."""
    with _superuser() as connection:
        for start in range(0, rows, _STEP):
            said = {
                "agency": region.agency.pk,
                "feed": 1,
                "first": region.indicators[0].pk,
                "count": len(region.indicators),
                "start": start,
                "end": min(start + _STEP, rows) - 1,
            }
            connection.execute(_FILL, said)
            connection.commit()
        connection.autocommit = True
        connection.execute("ANALYZE indicators_observation")
    _roll_up(region)


def _roll_up(region: Region) -> None:
    today = datetime.now(UTC)
    months = {(day.year, day.month) for day in (today - timedelta(days=n) for n in range(725))}
    with scope(region.agency):
        EventMonth.objects.bulk_create(
            (
                EventMonth(agency=region.agency, indicator=one, year=year, month=month)
                for one in region.indicators
                for year, month in months
            ),
            ignore_conflicts=True,
        )
        EventMonth.objects.update(is_dirty=True)
    roll_up(agency=region.agency, now=today)


def queries(region: Region) -> dict[str, int]:
    """How many queries each board asks, once it is warm."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = region.session
    counts = {}
    for name, path in region.boards.items():
        client.get(path)
        counts[name] = len(queries_of(lambda path=path: client.get(path)))
    return counts


def _first(agency: Agency) -> int:
    with scope(agency):
        return Indicator.objects.earliest("pk").pk


def _superuser() -> "psycopg.Connection[Any]":
    return psycopg.connect(os.environ["DATABASE_URL"].replace("karsa_app@", "postgres@"))
