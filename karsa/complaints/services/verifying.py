"""Whether it is really fixed: somebody from outside the unit looks; then days to object."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.complaints import policies
from karsa.complaints.models import Case, Hearing, Step
from karsa.complaints.queries.terms import rules_of
from karsa.complaints.services import guards
from karsa.inbox.models import Notice
from karsa.org.models import Employee
from karsa.org.queries.actor import system_actor
from karsa.org.queries.calendar import calendar_of
from karsa.org.services.notices import tell_people
from karsa.rules.calendar import local_day
from karsa.rules.complaints import may_object
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

State = Case.State
_NO_EVIDENCE = _("Lampirkan bukti pemeriksaan: foto di tempat atau surat.")
_NO_ANSWER = _("Yang diperiksa adalah jawaban yang belum ditutup. Muat ulang halaman laporan ini.")
_NOT_HEARD = _("Yang dilaporkan belum didengar. Minta tanggapannya dulu.")


@transaction.atomic
def verify(
    *,
    actor: Actor,
    case: Case,
    is_fixed: bool,
    text: str,
    evidence: guards.Uploads = (),
    finding: str = "",
) -> Case:
    """Say what one saw, with evidence; where it is not fixed it goes back to the unit.

    `finding`: whether a protected case proved true. Raises PermissionDenied for the unit itself
    and for who handled it; Refused without words, for a complaint without evidence, before all
    whom it names were heard, or where no answer waits for it.
    """
    row = guards.lock(case)
    if not policies.can_verify(actor, row):
        raise PermissionDenied
    if row.state not in Case.JUDGED:
        raise Refused(_NO_ANSWER)
    said = guards.need_words(text, _("Tulis apa yang Anda periksa dan lihat."))
    fields = _verified(actor, row, finding) if is_fixed else guards.work_again(actor, row)
    row.save(update_fields=fields)
    kind = Step.Kind.VERIFIED if is_fixed else Step.Kind.NOT_FIXED
    step = guards.write(actor, row, kind, said, by=actor.employee_id)
    kept = guards.attach(actor, step, evidence)
    if is_fixed and not kept and row.kind == Case.Kind.COMPLAINT:
        raise Refused(_NO_EVIDENCE)
    record(actor, f"complaint.{kind}", row)
    return row


def _verified(actor: Actor, row: Case, finding: str) -> list[str]:
    fields = guards.move(row, State.VERIFIED)
    if row.is_protected:
        _check_heard(actor, row)
        row.finding = Case.Finding(finding or Case.Finding.UNPROVEN)
    row.verified_on, row.verified_by_id = actor.today, actor.employee_id
    return [*fields, "verified_on", "verified_by", "finding"]


def _check_heard(actor: Actor, row: Case) -> None:
    """Each whom it names has answered, or has had as many days as a reporter has to object."""
    term = rules_of(actor.agency, actor.today.year).objection
    for asked in row.hearings.filter(answered_at=None):
        since = local_day(asked.asked_at, actor.agency.zone)
        if may_object(calendar_of(actor.agency), since, actor.today, term):
            raise Refused(_NOT_HEARD)


@transaction.atomic
def hear(*, actor: Actor, case: Case, employee: Employee, question: str) -> Hearing:
    """Ask whom a protected case names for their side, in words that do not tell who reported.

    From now on the case is closed to that person. Raises PermissionDenied, Refused.
    """
    row = guards.lock(case)
    if not policies.can_hear(actor, row):
        raise PermissionDenied
    asked = guards.need_words(question, _("Tulis apa yang perlu ditanggapi."))
    if employee.pk in (actor.employee_id, row.handler_id):
        raise Refused(_("Pemeriksa laporan ini tidak bisa sekaligus dilaporkan di dalamnya."))
    row.about_employee = employee
    row.save(update_fields=["about_employee"])
    hearing = Hearing.objects.create(
        agency=actor.agency,
        case=row,
        employee=employee,
        question=asked,
        asked_at=actor.now,
        asked_by_id=actor.employee_id,
    )
    kind, path = Notice.Kind.COMPLAINT_HEARING, reverse("complaints:hearings")
    key = f"hearing:{hearing.pk}"
    tell_people(actor.agency, actor.now, {employee.pk: 1}, kind=kind, key=key, path=path)
    record(actor, "complaint.hearing_asked", row)
    return hearing


@transaction.atomic
def reply(*, actor: Actor, hearing: Hearing, text: str) -> Hearing:
    """Give one's side, once. Raises PermissionDenied for others, Refused without words or again."""
    row = Hearing.objects.select_for_update(of=("self",)).select_related("case").get(pk=hearing.pk)
    if row.employee_id != actor.employee_id:
        raise PermissionDenied
    if row.answered_at is not None:
        raise Refused(_("Tanggapan Anda sudah diterima."))
    row.answer = guards.need_words(text, _("Tulis tanggapan Anda."))
    row.answered_at = actor.now
    row.save(update_fields=["answer", "answered_at"])
    guards.write(actor, row.case, Step.Kind.HEARD, row.answer, is_public=False)
    record(actor, "complaint.hearing_answered", row.case)
    return row


def close_verified(*, agency: Agency, now: datetime) -> int:
    """Close what was verified and not objected to within the days for it; return how many."""
    actor = system_actor(agency, now)
    calendar, term = calendar_of(agency), rules_of(agency, actor.today.year).objection
    closed = 0
    for case in Case.objects.filter(agency=agency, state=State.VERIFIED):
        with transaction.atomic():
            row = guards.lock(case)
            if row.state != State.VERIFIED or row.verified_on is None:
                continue
            if may_object(calendar, row.verified_on, actor.today, term):
                continue
            fields = guards.move(row, State.CLOSED)
            row.closed_on = actor.today
            row.save(update_fields=[*fields, "closed_on"])
            guards.write(actor, row, Step.Kind.CLOSED)
            guards.tell_reporter(actor, row)
            record(actor, "complaint.closed", row)
            closed += 1
    return closed
