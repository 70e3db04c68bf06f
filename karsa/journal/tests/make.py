"""Factories of daily entries: sent, of today, on a result."""

from datetime import date
from decimal import Decimal
from typing import Any

from karsa.files.services import keep_bytes
from karsa.files.tests import make as files
from karsa.journal.models import DailyEntry, EntryEvidence, PlausibilityNote
from karsa.org.tests import make as org
from karsa.plans.models import WorkResult


def entry(result: WorkResult, **over: Any) -> DailyEntry:
    post = result.plan.assignment
    defaults = {
        "employee": post.employee,
        "assignment": post,
        "plan": result.plan,
        "day": org.TODAY,
        "quantity": Decimal(4),
        "measure": "orang",
        "text": "Pemeriksaan di posyandu",
        "state": DailyEntry.State.SENT,
        "sent_at": org.NOW,
    }
    return DailyEntry.objects.create(agency=result.agency, result=result, **(defaults | over))


def accepted(result: WorkResult, **over: Any) -> DailyEntry:
    rater = result.plan.rater
    defaults = {"state": DailyEntry.State.ACCEPTED, "reviewed_by": rater, "reviewed_at": org.NOW}
    return entry(result, **(defaults | over))


def evidence(entry: DailyEntry, name: str = "posyandu.webp") -> EntryEvidence:
    content = files.picture(kind="WEBP")
    stored = keep_bytes(org.actor(entry.employee), content, name, "image/webp", "evidence")
    return EntryEvidence.objects.create(agency=entry.agency, entry=entry, file=stored)


def note(entry: DailyEntry, **over: Any) -> PlausibilityNote:
    defaults = {"kind": "same_photo", "found_on": org.TODAY, "shown_from": date(2026, 3, 10)}
    return PlausibilityNote.objects.create(agency=entry.agency, entry=entry, **(defaults | over))
