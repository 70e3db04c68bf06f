"""Factories of feeds and of what they send."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from karsa.indicators.models import Feed, FeedIndicator, Indicator
from karsa.indicators.services.feeding import Answer, take_batch
from karsa.org.tests.make import NOW

TOKEN = "karsa_uji-coba-antrean-0001"
# The Monday before the tests' today.
DAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def feed(*indicators: Indicator, **over: Any) -> Feed:
    unit = indicators[0].unit
    defaults = {"name": "Mesin antrean", "digest": "0" * 64, "tail": "0001", "created_at": NOW}
    made = Feed.objects.create(agency=unit.agency, unit=unit, **(defaults | over))
    for number, indicator in enumerate(indicators):
        if not indicator.code:
            indicator.code = f"waktu-tunggu-{number}"
            indicator.save(update_fields=["code"])
        FeedIndicator.objects.create(
            agency=unit.agency, feed=made, indicator=indicator, measure="menit"
        )
    return made


def key(number: int) -> str:
    return sha256(f"garam:{number}".encode()).hexdigest()


def row(number: int, value: Any = 20, **over: Any) -> dict[str, Any]:
    said = {
        "indicator": "waktu-tunggu-0",
        "key": key(number),
        "at": (DAY + timedelta(minutes=number)).isoformat(),
        "value": Decimal(str(value)) if isinstance(value, float) else value,
        "unit": "menit",
    }
    return said | over


def send(feed: Feed, *rows: object, now: datetime = NOW) -> Answer:
    return take_batch(feed=feed, rows=rows, now=now)
