"""Staff work on a report: route, take, note, ask, answer, merge."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.complaints import policies
from karsa.complaints.models import Case, Step
from karsa.complaints.services import guards, telling
from karsa.machines.models import Event
from karsa.machines.services import announce
from karsa.org.models import Assignment, Employee, Unit
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = Case.State
_ANSWERED = _(
    "Laporan ini sudah dijawab. Bila belum beres, pelapor atau pemeriksa membukanya lagi."
)


@transaction.atomic
def route(*, actor: Actor, case: Case, unit: Unit, reason: str) -> Case:
    """Give it to a unit, with a reason that its reporter reads; whoever had it lets go.

    Raises PermissionDenied; Refused without a reason, for the unit a protected case is about, or
    once it is answered.
    """
    row = _allowed(actor, case, policies.can_route)
    said = guards.need_words(reason, _("Tulis mengapa diteruskan; pelapor membacanya."))
    if policies.is_about(row, unit):
        raise Refused(_("Laporan ini tentang unit itu sendiri. Pilih unit lain."))
    fields = guards.move(row, State.ROUTED)
    row.unit, row.handler = unit, None
    row.save(update_fields=[*fields, "unit", "handler"])
    step = guards.write(actor, row, Step.Kind.ROUTED, said, by=actor.employee_id, unit=unit)
    telling.tell(actor, row, step)
    record(actor, "complaint.routed", row)
    return row


@transaction.atomic
def take(*, actor: Actor, case: Case) -> Case:
    """Take it in hand. Raises PermissionDenied; Refused once it is answered."""
    row = _allowed(actor, case, policies.can_handle)
    return _begin(actor, row, actor.employee_id)


@transaction.atomic
def give(*, actor: Actor, case: Case, employee: Employee) -> Case:
    """Put it into the hands of somebody of the unit that answers.

    Raises PermissionDenied for who does not lead it; Refused for somebody of elsewhere, whom it
    is about, or once it is answered.
    """
    row = _allowed(actor, case, policies.can_give)
    posts = Assignment.objects.on(actor.today).filter(agency=actor.agency, employee=employee)
    path = row.unit.path if row.unit else ""
    is_named = row.about_employee_id == employee.pk
    is_named = is_named or row.hearings.filter(employee=employee).exists()
    if is_named or not posts.filter(unit__path__startswith=path):
        raise Refused(_("Pilih pegawai dari unit yang menangani laporan ini."))
    return _begin(actor, row, employee.pk)


def _begin(actor: Actor, row: Case, employee_id: int | None) -> Case:
    if row.state not in Case.UNANSWERED:
        raise Refused(_ANSWERED)
    changes = row.state != State.IN_PROGRESS
    fields = guards.move(row, State.IN_PROGRESS) if changes else []
    row.handler_id = employee_id
    row.save(update_fields=[*fields, "handler"])
    if changes:
        guards.write(actor, row, Step.Kind.TAKEN, by=actor.employee_id)
    record(actor, "complaint.taken", row)
    return row


@transaction.atomic
def note(*, actor: Actor, case: Case, text: str) -> Step:
    """Write what only staff read. For who handles, routes or verifies it.

    Raises PermissionDenied, or Refused without words.
    """
    row = _allowed(actor, case, policies.can_note)
    said = guards.need_words(text, _("Tulis catatannya."))
    step = guards.write(actor, row, Step.Kind.NOTE, said, by=actor.employee_id, is_public=False)
    record(actor, "complaint.noted", row)
    return step


@transaction.atomic
def ask(*, actor: Actor, case: Case, text: str) -> Case:
    """Ask the reporter; the term runs on. Raises PermissionDenied, Refused."""
    row = _allowed(actor, case, policies.can_handle)
    said = guards.need_words(text, _("Tulis pertanyaan untuk pelapor."))
    row.save(update_fields=guards.move(row, State.ASKED))
    guards.write(actor, row, Step.Kind.ASKED, said, by=actor.employee_id)
    record(actor, "complaint.asked", row)
    return row


@transaction.atomic
def answer(*, actor: Actor, case: Case, text: str, evidence: guards.Uploads = ()) -> Case:
    """Answer, with photos or papers as evidence. The first answer decides whether it was in time.

    It closes nothing: the reporter confirms, or somebody outside the unit verifies. Raises
    PermissionDenied; Refused without words or for a file that will not do.
    """
    row = _allowed(actor, case, policies.can_handle)
    said = guards.need_words(text, _("Tulis jawabannya: apa yang dilakukan, dan hasilnya."))
    fields = guards.move(row, State.ANSWERED)
    row.answered_on, row.handler_id = actor.today, actor.employee_id
    if row.answered_in_time is None:
        row.answered_in_time = actor.today <= row.due_on
    row.save(update_fields=[*fields, "answered_on", "answered_in_time", "handler"])
    step = guards.write(actor, row, Step.Kind.ANSWERED, said, by=actor.employee_id)
    guards.attach(actor, step, evidence)
    record(actor, "complaint.answered", row)
    if not row.is_protected:  # that there is one about conduct is nobody's news
        announce(actor, Event.ANSWERED, number=row.number)
    return row


@transaction.atomic
def merge(*, actor: Actor, case: Case, into: Case) -> Case:
    """Join a report with an earlier one of the same; its reporter keeps their own code.

    Raises PermissionDenied for others than the intake office; Refused for itself, for one that
    is joined already, or across what is protected.
    """
    row = _allowed(actor, case, policies.can_merge)
    main = guards.lock(into)
    if main.pk == row.pk or main.state in (State.MERGED, State.CLOSED):
        raise Refused(_("Pilih laporan lain yang masih berjalan."))
    if main.is_protected:
        raise Refused(_("Laporan tentang perilaku ditangani sendiri-sendiri."))
    fields = guards.move(row, State.MERGED)
    row.main, row.unit, row.handler = main, main.unit, None
    row.save(update_fields=[*fields, "main", "unit", "handler"])
    row.followers.update(main=main)
    guards.write(actor, row, Step.Kind.MERGED, by=actor.employee_id)
    guards.write(actor, main, Step.Kind.NOTE, _merged(row), by=actor.employee_id, is_public=False)
    record(actor, "complaint.merged", row)
    return row


def _merged(row: Case) -> str:
    return f"{row.number}: {row.text}"


def _allowed(actor: Actor, case: Case, policy: Callable[[Actor, Case], bool]) -> Case:
    """The case as it is now, locked, for whoever may; PermissionDenied for others."""
    row = guards.lock(case)
    if not policy(actor, row):
        raise PermissionDenied
    return row
