"""Rows of a consultation as the printed papers want them."""

from datetime import date

from django.utils.translation import gettext as _

from karsa.consultations.models import Consultation, Invitation, Meeting
from karsa.documents.language import in_indonesian
from karsa.documents.shapes import (
    Attendee,
    InvitationForm,
    MinutesForm,
    PosterForm,
    Signature,
)
from karsa.kit.formats import day, weekday
from karsa.org.models import Unit
from karsa.org.queries.heads import heads_of


@in_indonesian
def letter_form(row: Invitation, url: str) -> InvitationForm:
    """Return the letter of an invitation with its unit, group and agency. One query.

    It carries the head's name without the NIP: the letter goes outside.
    """
    found = row.consultation
    return InvitationForm(
        agency=row.agency.name,
        unit=found.unit.name,
        number=row.number,
        place_date=f"{row.place}, {day(row.day)}",
        addressee=row.group.name,
        contact=row.group.contact_name or None,
        title=found.title,
        explanation=found.explanation,
        period=_("%(first)s sampai %(last)s")
        % {"first": day(found.starts), "last": day(found.ends)},
        url=url,
        meeting=row.meeting or None,
        signature=_signature(found.unit, row.day),
    )


@in_indonesian
def poster_form(found: Consultation, url: str) -> PosterForm:
    """Return the poster of a consultation with its unit and agency. No query."""
    return PosterForm(
        agency=found.agency.name,
        unit=found.unit.name,
        title=found.title,
        explanation=found.explanation,
        until=day(found.ends),
        answered=day(found.answers_due),
        url=url,
    )


@in_indonesian
def minutes_form(row: Meeting) -> MinutesForm:
    """Return a meeting's minutes as berita acara, with who was there. One query."""
    found = row.consultation
    return MinutesForm(
        agency=found.agency.name,
        unit=found.unit.name,
        title=found.title,
        day=weekday(row.day),
        place=row.place,
        led_by=row.led_by,
        points=_lines(row.points),
        agreements=_lines(row.agreements),
        people=tuple(Attendee(one.name, one.capacity or None) for one in row.participants.all()),
    )


def _signature(unit: Unit, on: date) -> Signature:
    head = next(iter(heads_of([unit], on)), None)
    return Signature(
        role=head.position.name if head else unit.head_title or _("Pimpinan unit"),
        name=head.employee.full_name if head else None,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
