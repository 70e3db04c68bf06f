"""A day's last link: kept elsewhere, it shows that nobody made the whole chain anew."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Sum
from django.db.models.functions import TruncDate

from karsa.audit.models import AuditEntry, AuditSeal
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class DayAnchor:
    """The link a day ended with, and how many entries were sealed on it."""

    day: date
    number: int
    link: str
    rows: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is sealed by now; `open` waits for the next seal, a few seconds."""

    sealed: int
    open: int
    at: datetime | None


def anchors(agency: Agency, most: int = 31) -> list[DayAnchor]:
    """Return the newest days' anchors in the agency's own days, newest first. Two queries."""
    seals = AuditSeal.objects.filter(agency=agency)
    day = TruncDate("at", tzinfo=ZoneInfo(agency.zone))
    days = seals.annotate(day=day).values("day").annotate(last=Max("number"), count=Sum("rows"))
    found = {one["last"]: one for one in days.order_by("-day")[:most]}
    links = seals.filter(number__in=found).values_list("number", "link").order_by("-number")
    return [
        DayAnchor(found[number]["day"], number, link, found[number]["count"])
        for number, link in links
    ]


def standing(agency: Agency) -> Standing:
    """Return how much is sealed. Two queries."""
    seals = AuditSeal.objects.filter(agency=agency)
    told = seals.aggregate(rows=Sum("rows"), at=Max("at"))
    entries = AuditEntry.objects.filter(agency=agency).aggregate(n=Count("pk"))["n"]
    sealed = told["rows"] or 0
    return Standing(sealed, entries - sealed, told["at"])


def as_kept(seal: AuditSeal) -> bytes:
    """Return a seal as the file (JSON) that `verify-audit --anchor` reads. No query."""
    told = {"agency": seal.agency.code, "number": seal.number, "link": seal.link}
    return json.dumps({**told, "at": seal.at.isoformat()}, indent=2).encode()
