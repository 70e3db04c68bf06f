"""A musyawarah held face to face: its minutes, and what was proposed there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consultations.models import Consultation, Contribution, Meeting, MeetingParticipant
from karsa.consultations.services.guards import lock_kept
from karsa.consultations.services.taking_part import Said, check_term, keep_once, new_row
from karsa.files.models import StoredFile
from karsa.rules.moderation import held_because
from karsa.rules.participation import check_hands
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
    participants, for points that tell of a person where citizens read them, or once the
    consultation was decided (its minutes then stand).
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


@transaction.atomic
def propose(*, actor: Actor, meeting: Meeting, said: Said, hands: int = 0) -> Contribution:
    """Join what somebody said in the hall, with how many raised their hand for it.

    Raises PermissionDenied for whoever does not keep the consultation; Refused after the term for
    answers, without words, or for more hands than people there.
    """
    found = lock_kept(actor, meeting.consultation)
    check_term(found, actor.today)
    check_hands(hands, meeting.participants.count())
    row = new_row(found, said, actor.today, Contribution.Origin.HALL)
    row.meeting, row.hands, row.supports = meeting, hands, hands
    return keep_once(actor, row)


def _check(found: Consultation, minutes: Minutes, today: date) -> None:
    if found.state != Consultation.State.OPEN:
        raise Refused(_("Notulen dicatat selama musyawarah dibuka dan belum diputuskan."))
    if minutes.day > today:
        raise Refused(_("Pertemuannya belum berlangsung. Catat notulennya sesudah selesai."))
    if not minutes.people:
        raise Refused(_("Tulis peserta yang hadir, satu orang satu baris."))
    if found.is_public and held_because(f"{minutes.points}\n{minutes.agreements}"):
        raise Refused(_("Warga membaca pokok dan kesepakatannya: hapus nama, nomor, dan tautan."))
