"""Begin a plan: from nothing, from last year's, or as the next version of a set one."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.org.models import Assignment, EmployeeStatus
from karsa.org.queries.raters import rater_line
from karsa.plans import policies
from karsa.plans.models import PerformancePlan
from karsa.plans.queries.unit_copy import plans_as_head
from karsa.plans.services import copying
from karsa.plans.services.guards import State, lock, need
from karsa.rules import flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_REASON = _("Tulis alasannya, supaya siapa pun kelak mengerti mengapa rencana ini berubah.")


@transaction.atomic
def start_plan(
    *, actor: Actor, assignment: Assignment, year: int, approach: PerformancePlan.Approach
) -> PerformancePlan:
    """Start one's own empty plan; the superior's plan need not exist. Seven queries.

    Raises PermissionDenied for another's post; Refused if there is a plan already, the post is
    not held in `year`, or a status says that no plan is owed.
    """
    plan = _first(actor, assignment, year, approach)
    record(actor, "plan.started", plan)
    return plan


@transaction.atomic
def copy_last_year(*, actor: Actor, assignment: Assignment, year: int) -> PerformancePlan:
    """Start one's plan with the results, measures and actions of last year's. About 20 queries.

    Raises as `start_plan`, and Refused if there is nothing to copy.
    """
    if not policies.can_start(actor, assignment):
        raise PermissionDenied
    source = last_plan(assignment, year - 1)
    if source is None:
        raise Refused(_("Belum ada rencana tahun lalu yang bisa disalin. Mulai rencana baru."))
    plan = _first(actor, assignment, year, PerformancePlan.Approach(source.approach))
    if source.for_head == plan.for_head:
        copying.copy_year(source, plan)
    record(actor, "plan.copied", plan, note=str(source.pk))
    return plan


def last_plan(assignment: Assignment, year: int) -> PerformancePlan | None:
    """Return the plan of `year` that resembles most: of the same post, else of another own.

    One query.
    """
    found = (
        PerformancePlan.objects.current()
        .filter(assignment__employee=assignment.employee_id, year=year)
        .order_by("-ends")
    )
    return next((plan for plan in found if plan.assignment_id == assignment.pk), None) or next(
        iter(found), None
    )


def _first(
    actor: Actor, assignment: Assignment, year: int, approach: PerformancePlan.Approach
) -> PerformancePlan:
    post = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("position", "unit", "employee")
        .get(pk=assignment.pk)
    )
    if not policies.can_start(actor, post):
        raise PermissionDenied
    starts, ends = _span(post, year)
    _check_owed(post, max(starts, min(actor.today, ends)))
    if PerformancePlan.objects.filter(assignment=post, year=year).exists():
        raise Refused(
            _("Rencana %(year)s untuk jabatan ini sudah ada. Buka rencana itu untuk melanjutkan."),
            year=year,
        )
    line = rater_line(post.pk, actor.today)
    return PerformancePlan.objects.create(
        agency=actor.agency,
        assignment=post,
        year=year,
        approach=approach,
        for_head=plans_as_head(post),
        rater=line.rater if line else None,
        starts=starts,
        ends=ends,
    )


def _span(post: Assignment, year: int) -> tuple[date, date]:
    starts = max(date(year, 1, 1), post.starts)
    ends = min(date(year, 12, 31), post.ends or date(year, 12, 31))
    if starts > ends:
        raise Refused(
            _("Jabatan ini tidak Anda pegang pada tahun %(year)s, jadi rencananya tidak dibuat."),
            year=year,
        )
    return starts, ends


def _check_owed(post: Assignment, day: date) -> None:
    """Source: PermenPANRB 6/2022 annex II.C.8."""
    status = (
        EmployeeStatus.objects.on(day)
        .filter(employee=post.employee_id)
        .exclude(kind__in=EmployeeStatus.OWES_PLAN)
        .first()
    )
    if status is not None:
        raise Refused(
            _("Anda tercatat “%(status)s”, jadi tidak perlu menyusun rencana di sini saat ini."),
            status=str(EmployeeStatus.Kind(status.kind).label),
        )


@transaction.atomic
def revise(*, actor: Actor, plan: PerformancePlan, reason: str) -> PerformancePlan:
    """Open the next version of a set plan with its reason; the employee or the rater may.

    The set version stays in force until the new one is set, and is then superseded. Results and
    actions keep their keys, so entries written for the old version count for the new one.
    Raises PermissionDenied for others; Refused without a reason, if the plan is not set, or a
    next version is open already. About 22 queries.
    """
    found = lock(plan)
    if not (policies.can_write(actor, found) or policies.can_lead(actor, found)):
        raise PermissionDenied
    return _next_version(actor, found, need(reason, _REASON), "plan.revised")


@transaction.atomic
def clarify_after_transfer(
    *, actor: Actor, plan: PerformancePlan, reason: str = ""
) -> PerformancePlan:
    """Let the new rater take the dialogue over: an open plan is asked anew, a set one revised.

    Source: PermenPANRB 6/2022 annex II.C.7. (A moved employee starts a plan in the new post.)
    Raises PermissionDenied for anybody but today's rater; Refused if the rater did not change.
    """
    found = lock(plan)
    if not policies.can_take_over(actor, found):
        raise PermissionDenied
    if found.rater_id == actor.employee_id:
        raise Refused(_("Anda sudah pejabat penilai rencana ini, jadi tidak ada yang berubah."))
    if found.state in PerformancePlan.OPEN:
        return _hand_over(actor, found)
    return _next_version(actor, found, reason.strip() or "Pejabat penilai berganti", "plan.moved")


def _hand_over(actor: Actor, plan: PerformancePlan) -> PerformancePlan:
    plan.rater_id = actor.employee_id
    plan.rater_agreed_at = plan.employee_agreed_at = None
    plan.state = State.DRAFT
    plan.save(update_fields=["rater", "rater_agreed_at", "employee_agreed_at", "state"])
    record(actor, "plan.moved", plan)
    return plan


def _next_version(actor: Actor, old: PerformancePlan, reason: str, verb: str) -> PerformancePlan:
    flow.step(flow.PLAN, old.state, State.SUPERSEDED)  # refuses what is not set
    if PerformancePlan.objects.open().filter(assignment=old.assignment_id, year=old.year).exists():
        raise Refused(_("Versi baru rencana ini sudah dibuka. Lanjutkan versi itu."))
    line = rater_line(old.assignment_id, actor.today)
    fresh = {"proposed_at", "agreed_at", "set_at", "employee_agreed_at", "rater_agreed_at"}
    new = copying.clone(
        old,
        version=old.version + 1,
        state=State.DRAFT,
        reason=reason[:300],
        rater_id=line.rater_id if line else old.rater_id,
        set_by_id=None,
        **dict.fromkeys(fresh),
    )
    new.save(force_insert=True)
    copying.copy_version(old, new)
    record(actor, verb, new, note=reason)
    return new
