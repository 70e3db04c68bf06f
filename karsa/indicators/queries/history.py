"""All that ever changed about an indicator: its card, its targets, its figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from karsa.indicators.models import Measurement, TargetRevision
from karsa.indicators.queries.sections import Subject
from karsa.indicators.queries.targets import words
from karsa.kit.formats import MONTHS, number


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when, what, who or why; `icon` of the icon list."""

    at: datetime
    title: str
    note: str
    icon: str


def history_of(subject: Subject) -> tuple[Event, ...]:
    """Return the indicator's events, newest first. Three queries."""
    found = [*_cards(subject), *_revisions(subject), *_corrections(subject)]
    return tuple(sorted(found, key=lambda event: event.at, reverse=True))


def _cards(subject: Subject) -> Iterator[Event]:
    for card in subject.indicator.cards.all():
        title = _("Kartu versi %(n)s") % {"n": card.version}
        yield Event(card.created_at, title, card.reason or _("Kartu pertama"), "file-text")


def _revisions(subject: Subject) -> Iterator[Event]:
    for one in subject.indicator.revisions.select_related("proposed_by", "decided_by"):
        facts = {"year": one.year, "who": one.proposed_by.full_name}
        title = _("Perubahan target %(year)s diusulkan %(who)s") % facts
        yield Event(one.proposed_at, title, one.reason, "target")
        if one.decided_at and one.decided_by:
            yield _decision(one, one.decided_at, one.decided_by.full_name)


def _decision(one: TargetRevision, at: datetime, who: str) -> Event:
    approved = one.state == TargetRevision.State.APPROVED
    title = (
        _("Target %(year)s diubah, disetujui %(who)s")
        if approved
        else _("Perubahan target %(year)s ditolak %(who)s")
    )
    told = [f"{words(said.get('was'))} → {words(said)}" for said in one.targets.values()][:1]
    note = " · ".join(part for part in (*told, one.answer) if part)
    return Event(at, title % {"year": one.year, "who": who}, note, "circle-check")


def _corrections(subject: Subject) -> Iterator[Event]:
    rows = subject.indicator.measurements.filter(corrects__isnull=False)
    for row in rows.select_related("corrects", "reported_by"):
        old: Measurement = row.corrects  # type: ignore[assignment]
        facts = {"month": _(MONTHS[row.month - 1]), "year": row.year}
        values = f"{number(old.value)} → {number(row.value)}"
        title = _("Angka %(month)s %(year)s diperbaiki") % facts
        who = row.reported_by.full_name if row.reported_by else row.get_origin_display()
        yield Event(row.reported_at, title, f"{values} · {who}", "history")
