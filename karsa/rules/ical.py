"""Deadlines as a calendar that phones subscribe to (RFC 5545): whole days, no names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_WIDTH = 75


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day with what is due on it; `key` stays the same when the day moves."""

    key: str
    day: date
    title: str


def icalendar(name: str, deadlines: Iterable[Deadline], made_at: datetime) -> str:
    """Return the calendar as text with its line ends; `made_at` is UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Karsa//ID", f"X-WR-CALNAME:{_text(name)}"]
    for deadline in deadlines:
        lines.extend(_event(deadline, made_at))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(deadline: Deadline, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{deadline.key}@karsa"
    yield f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{deadline.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(deadline.title)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    plain = " ".join(words.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Lines are at most 75 bytes long; the rest goes on behind a blank."""
    part = ""
    for letter in line:
        if len(f"{part}{letter}".encode()) > _WIDTH:
            yield part
            part = " "
        part += letter
    yield part
