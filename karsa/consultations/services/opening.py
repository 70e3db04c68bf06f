"""A consultation from its draft to the public, and its dates."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consultations import policies
from karsa.consultations.models import Consultation, ConsultationEvent
from karsa.consultations.services.guards import lock_kept, tell
from karsa.indicators.models import Indicator
from karsa.org.models import Service, Unit
from karsa.rules import flow, participation
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

Kind = ConsultationEvent.Kind
State = Consultation.State


@dataclass(frozen=True, slots=True)
class Words:
    """What is put before people; codes are those of `Consultation`."""

    subject: str
    title: str
    explanation: str
    starts: date
    ends: date
    answers_due: date
    is_public: bool = False
    weighs_from: date | None = None
    indicator: Indicator | None = None
    service: Service | None = None
    year: int | None = None
    draft_text: str = ""
    draft_value: Decimal | None = None
    measure: str = ""


@transaction.atomic
def draft(*, actor: Actor, unit: Unit, words: Words) -> Consultation:
    """Draft a consultation of `unit`; nobody else sees it yet.

    Raises PermissionDenied for whoever does not keep the unit's indicators; Refused where the
    dates cross, or what it is about (indicator, year and value; service) is missing.
    """
    if not policies.can_keep(actor, unit):
        raise PermissionDenied
    _check(words, unit)
    made = Consultation.objects.create(
        agency=actor.agency, unit=unit, opened_by_id=actor.employee_id, **_fields(words)
    )
    record(actor, "consultation.drafted", made)
    return made


@transaction.atomic
def redraft(*, actor: Actor, consultation: Consultation, words: Words) -> Consultation:
    """Write a draft anew. Raises as `draft`; Refused once it was opened."""
    found = lock_kept(actor, consultation)
    if found.state != State.DRAFT:
        raise Refused(
            _("Musyawarah ini sudah dibuka, jadi rancangannya tidak diubah lagi: orang sudah ikut.")
        )
    _check(words, found.unit)
    fields = _fields(words)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=list(fields))
    record(actor, "consultation.redrafted", found)
    return found


@transaction.atomic
def publish(*, actor: Actor, consultation: Consultation) -> Consultation:
    """Open it to its people from its first day on.

    Raises PermissionDenied for others; Refused if it is no draft or its last day is over.
    """
    found = lock_kept(actor, consultation)
    if found.ends < actor.today:
        raise Refused(_("Tanggal selesainya sudah lewat. Ubah dulu tanggalnya."))
    _step(found, State.OPEN)
    tell(actor, found, Kind.OPENED)
    record(actor, "consultation.opened", found)
    return found


@transaction.atomic
def weigh(*, actor: Actor, consultation: Consultation, reason: str) -> Consultation:
    """Stop the writing today, before the calendar does, saying why; people go on supporting.

    Raises PermissionDenied for others; Refused unless people write now, or without a reason.
    """
    found = lock_kept(actor, consultation)
    participation.check_open(found.phase_on(actor.today))
    participation.check_dates(found.starts, found.ends, found.answers_due, actor.today)
    text = _said(reason, _("Tulis alasannya; orang yang ingin menulis membacanya."))
    found.weighs_from = actor.today
    found.save(update_fields=["weighs_from"])
    tell(actor, found, Kind.WEIGHED, text)
    record(actor, "consultation.weighed", found, note=text)
    return found


@transaction.atomic
def extend(
    *,
    actor: Actor,
    consultation: Consultation,
    ends: date,
    answers_due: date,
    reason: str,
    weighs_from: date | None = None,
) -> Consultation:
    """Give people more time, saying why; the history keeps it.

    Raises PermissionDenied for others; Refused unless it is open, the day is later, and there is
    a reason.
    """
    found = lock_kept(actor, consultation)
    if found.state != State.OPEN:
        raise Refused(_("Hanya musyawarah yang dibuka dan belum diputuskan dapat diperpanjang."))
    if ends <= found.ends or ends < actor.today:
        raise Refused(_("Pilih tanggal selesai yang lebih lambat daripada sekarang."))
    participation.check_dates(found.starts, ends, answers_due, weighs_from)
    text = _said(reason, _("Tulis alasan perpanjangannya; orang membacanya."))
    found.ends, found.answers_due, found.weighs_from = ends, answers_due, weighs_from
    found.climbed = 0
    found.save(update_fields=["ends", "answers_due", "weighs_from", "climbed"])
    tell(actor, found, Kind.EXTENDED, text)
    record(actor, "consultation.extended", found, note=text)
    return found


@transaction.atomic
def withdraw(*, actor: Actor, consultation: Consultation, reason: str) -> Consultation:
    """Call it off, saying why. Raises PermissionDenied for others; Refused once decided."""
    found = lock_kept(actor, consultation)
    text = _said(reason, _("Tulis alasan pembatalannya; orang yang sudah ikut berhak tahu."))
    _step(found, State.WITHDRAWN)
    tell(actor, found, Kind.WITHDRAWN, text)
    record(actor, "consultation.withdrawn", found, note=text)
    return found


def _step(found: Consultation, then: str) -> None:
    found.state = flow.step(flow.CONSULTATION, found.state, then)
    found.save(update_fields=["state"])


def _said(words: str, otherwise: str) -> str:
    if not words.strip():
        raise Refused(otherwise)
    return words.strip()


def _fields(words: Words) -> dict[str, object]:
    """The columns of `words`; asdict would copy the indicator field by field."""
    fields: dict[str, object] = {name: getattr(words, name) for name in words.__slots__}
    return fields


def _check(words: Words, unit: Unit) -> None:
    participation.check_dates(words.starts, words.ends, words.answers_due, words.weighs_from)
    _check_about(words, unit)
    if words.subject in Consultation.OF_TARGET:
        if words.indicator is None or words.year is None or words.draft_value is None:
            raise Refused(_("Pilih indikatornya, tahunnya, dan isi target yang dirancang."))
    elif words.subject == Consultation.Subject.PROPOSALS:
        if words.service is None:
            raise Refused(_("Pilih layanan yang usulnya dikumpulkan."))
    elif not words.draft_text.strip():
        raise Refused(_("Tulis rancangan yang dibicarakan, supaya orang tahu apa yang ditanggapi."))
    if words.subject == Consultation.Subject.CARD and not words.measure.strip():
        raise Refused(_("Isi satuan indikator baru itu, misalnya menit atau persen."))


def _check_about(words: Words, unit: Unit) -> None:
    if words.indicator is not None and words.indicator.unit_id != unit.pk:
        raise Refused(_("Indikator itu milik unit lain. Pilih indikator unit ini."))
    if words.service is not None and words.service.unit_id != unit.pk:
        raise Refused(_("Layanan itu milik unit lain. Pilih layanan unit ini."))
