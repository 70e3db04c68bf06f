"""A discipline case: reported by a person, taken by an officer, heard, decided, appealed.

`report` is the only place that makes one, and it needs a person; nothing that runs at night and
no figure calls it.
"""

import secrets
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consequences import policies
from karsa.consequences.models import DisciplineCase
from karsa.org.models import Assignment, Employee
from karsa.rules import discipline, flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
State = DisciplineCase.State


@transaction.atomic
def report(
    *, actor: Actor, employee: Employee, happened_on: date, allegation: str
) -> DisciplineCase:
    """Report what somebody is said to have done; an officer of personnel takes it from there.

    Raises PermissionDenied to who may not report, and for oneself; Refused without a person,
    words, a day that has been, or a post of the person.
    """
    discipline.check_person(actor.employee_id)
    if not policies.can_report(actor, employee.pk):
        raise PermissionDenied
    if not allegation.strip() or happened_on > actor.today:
        raise Refused(_("Tulis apa yang terjadi dan tanggalnya, yang sudah lewat."))
    posts = Assignment.objects.on(actor.today).filter(employee=employee).order_by("starts", "pk")
    post = posts.first()
    if post is None:
        raise Refused(_("Pegawai ini tidak punya jabatan hari ini."))
    code = "".join(secrets.choice(_LETTERS) for _place in range(8))
    row = DisciplineCase.objects.create(
        agency=actor.agency,
        number=f"DIS-{actor.today.year}-{code}",
        employee=employee,
        unit_id=post.unit_id,
        complainant_id=actor.me,
        reported_on=actor.today,
        happened_on=happened_on,
        allegation=allegation.strip(),
    )
    record(actor, "discipline.reported", row)
    return row


@transaction.atomic
def take(*, actor: Actor, case_id: int, decider_id: int) -> DisciplineCase:
    """Take a case as its officer and name who decides it; the officer may name another later.

    Raises PermissionDenied to whoever reported it or is the person, and to all but the office;
    Refused where another officer serves it, once it is decided, or for an official who may not.
    """
    row = locked(case_id)
    if not policies.can_take(actor, row):
        raise PermissionDenied
    waits = DisciplineCase.objects.unserved(actor.today).filter(pk=row.pk)
    if row.state not in DisciplineCase.UNDECIDED:
        raise Refused(_("Perkara ini sudah diputuskan."))
    if row.officer_id != actor.me and not waits.exists():
        raise Refused(_("Perkara ini sudah ditangani petugas lain."))
    row.officer_id = actor.me
    if decider_id not in {post.employee_id for post in policies.deciders_of(row, actor)}:
        raise Refused(_("Pejabat itu bukan atasan yang berhak, atau berbenturan kepentingan."))
    row.decider_id = decider_id
    row.save(update_fields=["officer", "decider"])
    record(actor, "discipline.taken", row)
    return row


@transaction.atomic
def succeed(*, actor: Actor, case_id: int) -> DisciplineCase:
    """Serve a decided case whose officer has left; what was decided, and by whom, stands.

    Raises PermissionDenied to who reported or decides it, the person, and all but the office;
    Refused while an officer serves it, or where none is needed.
    """
    row = locked(case_id)
    if not policies.can_succeed(actor, row):
        raise PermissionDenied
    waits = DisciplineCase.objects.unserved(actor.today).filter(pk=row.pk)
    if row.state in DisciplineCase.UNDECIDED or not waits.exists():
        raise Refused(_("Perkara ini tidak menunggu petugas pengganti."))
    row.officer_id = actor.me
    row.save(update_fields=["officer"])
    record(actor, "discipline.taken_over", row)
    return row


@transaction.atomic
def drop(*, actor: Actor, case_id: int, reason: str) -> DisciplineCase:
    """End a report before anybody is called, with a reason.

    Raises PermissionDenied to all but its officer; Refused once somebody has been called.
    """
    row = locked(case_id)
    if not policies.can_lead_case(actor, row):
        raise PermissionDenied
    if row.state != State.REPORTED:
        raise Refused(_("Pegawai sudah dipanggil, jadi pejabat yang berhak yang memutuskan."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa laporan ini tidak dilanjutkan."))
    row.state = flow.step(flow.DISCIPLINE, row.state, "dismissed")
    row.save(update_fields=["state"])
    record(actor, "discipline.dropped", row)
    return row


def note_read(*, actor: Actor, case: DisciplineCase) -> None:
    """Record who opens a case or one of its letters, each time. One query."""
    record(actor, "discipline.read", case)


def locked(case_id: int) -> DisciplineCase:
    """Return a case with its people under its lock. One query."""
    return DisciplineCase.objects.select_for_update(of=("self",)).for_page().get(pk=case_id)
