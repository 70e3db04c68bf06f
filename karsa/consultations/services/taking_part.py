"""People speak and support: staff, citizens without an account, and what was written on paper."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from karsa.accounts.actor import Actor
from karsa.audit.services import Doer, Nobody, record
from karsa.consultations import policies
from karsa.consultations.models import Consultation, Contribution, StakeholderGroup, Support
from karsa.consultations.services.guards import browser_digest, lock, lock_contribution
from karsa.rules.moderation import held_because
from karsa.rules.participation import check_name, check_open, check_running
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

Kind = Contribution.Kind
Origin = Contribution.Origin


@dataclass(frozen=True, slots=True)
class Said:
    """An argument or alternative as typed; `key` makes what is sent twice one."""

    key: UUID
    kind: str
    text: str
    value: Decimal | None = None


@transaction.atomic
def contribute(
    *, actor: Actor, consultation: Consultation, said: Said, nameless: bool = False
) -> Contribution:
    """Say something as staff; `nameless` keeps neither the person nor the hour, nor in the audit.

    Raises PermissionDenied for those it is not for; Refused outside its dates or without words.
    """
    found = lock(consultation)
    if not policies.can_take_part(actor, found):
        raise PermissionDenied
    check_open(found.phase_on(actor.today))
    doer: Doer = Nobody(actor.agency, actor.today) if nameless else actor
    row = new_row(found, said, actor.today, Origin.STAFF)
    row.employee_id = None if nameless else actor.employee_id
    return keep_once(doer, row)


@transaction.atomic
def contribute_on_paper(
    *,
    actor: Actor,
    consultation: Consultation,
    said: Said,
    shown_name: str = "",
    group: StakeholderGroup | None = None,
) -> Contribution:
    """Type what somebody wrote at a stand, as such. Until the official answers are due.

    Raises PermissionDenied for whoever is no operator or keeper of the unit; Refused before it
    begins, after the term for answers, or without words.
    """
    found = lock(consultation)
    if not policies.can_enter_paper(actor, found.unit):
        raise PermissionDenied
    check_term(found, actor.today)
    check_name(shown_name)
    row = new_row(found, said, actor.today, Origin.PAPER)
    row.shown_name, row.group = shown_name.strip(), group
    return keep_once(actor, row)


@transaction.atomic
def contribute_publicly(
    *, agency: Agency, consultation: Consultation, said: Said, today: date, shown_name: str = ""
) -> Contribution:
    """Say something as a citizen, without an account; a number or a link waits for a moderator.

    Raises Refused if it is not public or outside its dates, without words, or for a name that
    is more than a name.
    """
    found = lock(consultation)
    if not found.is_public:
        raise Refused(_("Musyawarah ini untuk pegawai unit."))
    check_open(found.phase_on(today))
    check_name(shown_name)
    row = new_row(found, said, today, Origin.PUBLIC)
    row.shown_name, row.is_checked = shown_name.strip(), False
    return keep_once(Nobody(agency, today), row)


@transaction.atomic
def support(*, actor: Actor, contribution: Contribution, on: bool = True) -> Contribution:
    """Support a contribution, or take one's support back; doing it again changes nothing.

    Raises PermissionDenied for those it is not for; Refused outside its dates, where it is
    hidden, or for one's own.
    """
    row = lock_contribution(contribution)
    if not policies.can_take_part(actor, row.consultation):
        raise PermissionDenied
    _check_support(row, actor.today)
    if row.employee_id == actor.employee_id:
        raise Refused(_("Ini pendapat Anda sendiri; dukungan diberikan oleh orang lain."))
    _count(row, Support(employee_id=actor.employee_id), on)
    record(actor, "contribution.supported" if on else "contribution.unsupported", row)
    return row


@transaction.atomic
def support_publicly(
    *, agency: Agency, contribution: Contribution, browser: str, today: date
) -> Contribution:
    """Support it from a browser, once; `browser` is that browser's random word.

    Kept is only its keyed hash with the contribution, so that supports cannot be joined.
    Raises Refused if it is not public, outside its dates or hidden.
    """
    row = lock_contribution(contribution)
    if not row.consultation.is_public:
        raise Refused(_("Musyawarah ini untuk pegawai unit."))
    _check_support(row, today)
    if _count(row, Support(browser=browser_digest(row, browser)), on=True):
        record(Nobody(agency, today), "contribution.supported", row)
    return row


def _check_support(row: Contribution, today: date) -> None:
    check_running(row.consultation.phase_on(today))
    if row.state == Contribution.State.HIDDEN:
        raise Refused(_("Pendapat ini sedang disembunyikan, jadi belum bisa didukung."))


def _count(row: Contribution, wanted: Support, on: bool) -> bool:
    """Add or remove one support and keep the count; False if it was so already."""
    same = Support.objects.filter(
        contribution=row, employee=wanted.employee_id, browser=wanted.browser
    )
    if same.exists() == on:
        return False
    if on:
        wanted.agency_id, wanted.contribution = row.agency_id, row
        wanted.save(force_insert=True)
    else:
        same.delete()
    Contribution.objects.filter(pk=row.pk).update(supports=F("supports") + (1 if on else -1))
    return True


def new_row(found: Consultation, said: Said, today: date, origin: str) -> Contribution:
    """Return what was said as a row, not stored yet. Where citizens read it, personal data, links
    and insults wait for a moderator, whoever wrote them. Raises Refused without words.
    """
    if not said.text.strip():
        raise Refused(_("Tulis dulu alasan atau usul Anda."))
    kind = said.kind if said.kind in found.kinds else found.kinds[-1]
    held = held_because(said.text) if found.is_public else ""
    return Contribution(
        agency_id=found.agency_id,
        consultation=found,
        key=said.key,
        kind=kind,
        text=said.text.strip(),
        value=said.value if kind == Kind.ALTERNATIVE else None,
        origin=origin,
        day=today,
        state=Contribution.State.HIDDEN if held else Contribution.State.SHOWN,
        hidden_because=held,
        is_checked=not held,
    )


def keep_once(doer: Doer, row: Contribution) -> Contribution:
    """Store it once: the consultation is locked, so a second sending finds the first."""
    same = Contribution.objects.filter(agency=row.agency_id, key=row.key).first()
    if same is not None:
        return same
    row.save(force_insert=True)
    record(doer, "contribution.added", row)
    return row


def check_term(found: Consultation, today: date) -> None:
    """Raise Refused unless what people said away from the page may still be typed in."""
    in_term = found.starts <= today <= found.answers_due
    if not (found.state == Consultation.State.OPEN and in_term):
        raise Refused(_("Pendapat di atas kertas dimasukkan sampai batas jawaban resmi."))
