"""Minutes of a musyawarah held face to face."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consultations.models import Consultation, Meeting, MeetingParticipant
from karsa.consultations.services.guards import lock_kept
from karsa.files.models import StoredFile
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was held where, and what came of it; `people` are (name, capacity)."""

    day: date
    place: str
    led_by: str
    points: str
    agreements: str
    people: Sequence[tuple[str, str]]


@transaction.atomic
def write_minutes(
    *,
    actor: Actor,
    consultation: Consultation,
    minutes: Minutes,
    photo: StoredFile | None = None,
    meeting: Meeting | None = None,
) -> Meeting:
    """Write the minutes of a meeting, or write `meeting` anew; a photo already there stays.

    Raises PermissionDenied for whoever does not keep it; Refused for a day to come, without
    participants, or once the consultation was decided (its minutes then stand).
    """
    found = lock_kept(actor, consultation)
    _check(found, minutes, actor.today)
    row = meeting or Meeting(agency=actor.agency, consultation=found)
    for name in ("day", "place", "led_by", "points", "agreements"):
        setattr(row, name, getattr(minutes, name))
    row.photo = photo or row.photo
    row.recorded_by_id, row.recorded_at = actor.employee_id, actor.now
    row.save()
    row.participants.all().delete()
    MeetingParticipant.objects.bulk_create(
        MeetingParticipant(agency=actor.agency, meeting=row, name=name, capacity=capacity)
        for name, capacity in minutes.people
    )
    record(actor, "meeting.recorded", row)
    return row


def _check(found: Consultation, minutes: Minutes, today: date) -> None:
    if found.state != Consultation.State.OPEN:
        raise Refused(_("Notulen dicatat selama musyawarah dibuka dan belum diputuskan."))
    if minutes.day > today:
        raise Refused(_("Pertemuannya belum berlangsung. Catat notulennya sesudah selesai."))
    if not minutes.people:
        raise Refused(_("Tulis peserta yang hadir, satu orang satu baris."))
