"""Factories of consultations: one with the public open, what people said, a meeting."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from karsa.consultations.models import (
    Answer,
    Consultation,
    Contribution,
    Meeting,
    MeetingParticipant,
    Moderation,
    StakeholderGroup,
)
from karsa.indicators.tests import make as indicators
from karsa.org.models import Employee, Unit
from karsa.org.tests.make import NOW, TODAY
from karsa.rules.fingerprint import fingerprint

_n = count(1)


def consultation(unit: Unit, **over: Any) -> Consultation:
    """Open since yesterday, for the public, about next year's target of an indicator."""
    defaults: dict[str, Any] = {
        "subject": "target",
        "title": f"Berapa lama pasien menunggu? ({next(_n)})",
        "explanation": "Pasien sekarang menunggu satu jam.",
        "draft_value": 30,
        "measure": "menit",
        "year": 2027,
        "starts": TODAY - timedelta(days=1),
        "ends": TODAY + timedelta(days=10),
        "answers_due": TODAY + timedelta(days=17),
        "is_public": True,
        "state": "open",
    }
    fields = defaults | over
    if fields["subject"] in Consultation.OF_TARGET and "indicator" not in fields:
        fields["indicator"] = indicators.indicator(unit, {"measure": "menit"})
    return Consultation.objects.create(agency=unit.agency, unit=unit, **fields)


def ended(unit: Unit, **over: Any) -> Consultation:
    """People have spoken; the answers were due yesterday."""
    days: dict[str, Any] = {
        "starts": date(2026, 2, 1),
        "ends": date(2026, 2, 20),
        "answers_due": TODAY - timedelta(days=1),
    }
    return consultation(unit, **(days | over))


def concluded(unit: Unit, **over: Any) -> Consultation:
    """Decided, with its final text."""
    text = "KEPUTUSAN MUSYAWARAH\n"
    words: dict[str, Any] = {"state": "decided", "outcome": "adopted", "decision": "Kita pakai."}
    return ended(unit, **words, final_text=text, fingerprint=fingerprint(text), **over)


def said(found: Consultation, kind: str = "for", **over: Any) -> Contribution:
    defaults: dict[str, Any] = {
        "text": f"Waktu warga berharga ({next(_n)})",
        "origin": "public",
        "day": TODAY,
    }
    return Contribution.objects.create(
        agency=found.agency, consultation=found, kind=kind, **(defaults | over)
    )


def asked(row: Contribution, by: Employee) -> None:
    """Somebody hid it, and its author asks for a second look."""
    row.state, row.hidden_because, row.is_checked = "hidden", "iklan", False
    row.save()
    for step in ({"reason": "iklan", "by": by}, {"reason": "Bukan iklan", "is_asked": True}):
        Moderation.objects.create(
            agency=row.agency, contribution=row, hides=True, day=TODAY, **step
        )


def answer(row: Contribution, **over: Any) -> Answer:
    defaults: dict[str, Any] = {"verdict": "accepted", "reason": "Kami sepakat.", "day": TODAY}
    return Answer.objects.create(agency=row.agency, contribution=row, **(defaults | over))


def group(unit: Unit, **over: Any) -> StakeholderGroup:
    defaults: dict[str, Any] = {"name": f"Komite SDN {next(_n)}", "kind": "school_committee"}
    return StakeholderGroup.objects.create(agency=unit.agency, **(defaults | over))


def meeting(found: Consultation, **over: Any) -> Meeting:
    defaults: dict[str, Any] = {
        "day": TODAY,
        "place": "Balai Desa Melati",
        "led_by": "Andi Prasetyo",
        "points": "Antrean pagi terlalu panjang",
        "agreements": "Loket dibuka pukul 7",
        "recorded_at": NOW,
    }
    row = Meeting.objects.create(agency=found.agency, consultation=found, **(defaults | over))
    MeetingParticipant.objects.create(
        agency=found.agency, meeting=row, name="Wayan Suta", capacity="Komite sekolah"
    )
    return row
