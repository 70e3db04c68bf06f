"""A report as staff read it, with what the reader may do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.complaints import policies
from karsa.complaints.models import AnswerTemplate, Case, Contact, Hearing, Step
from karsa.complaints.queries.duplicates import alike
from karsa.complaints.queries.terms import area_name, clock_of
from karsa.org.models import Assignment, Employee
from karsa.rules.complaints import Clock
from karsa.rules.flow import COMPLAINT

State = Case.State


@dataclass(frozen=True, slots=True)
class StaffPage:
    """A case, its steps, and each act that is possible now for this reader."""

    case: Case
    clock: Clock | None
    area: str
    steps: Sequence[Step]
    hearings: Sequence[Hearing]
    alike: Sequence[Case]
    followers: Sequence[Case]
    opens_contact: bool
    has_contact: bool
    acts: frozenset[str]
    ready: Sequence[AnswerTemplate]


def staff_page(actor: Actor, case: Case) -> StaffPage:
    """Return the page of a case of `with_parts`. Nine queries for any number of steps."""
    intake = policies.is_intake(actor)
    has_contact: bool = case.has_contact  # type: ignore[attr-defined]
    acts = _acts(actor, case)
    followers = list(case.followers.order_by("pk")) if case.state != State.MERGED else []
    return StaffPage(
        case=case,
        clock=clock_of(case, actor.today),
        area=area_name(actor.agency, case.area_code),
        steps=list(_steps(case)),
        hearings=list(case.hearings.select_related("employee")) if case.is_protected else [],
        alike=alike(actor, case) if intake else [],
        followers=followers,
        opens_contact=has_contact and policies.can_open_contact(actor, case),
        has_contact=has_contact,
        acts=acts,
        ready=_ready(case) if "jawab" in acts else [],
    )


def concerned_in(case: Case, day: date) -> QuerySet[Employee]:
    """Return whom a protected case is about on `day`: named, asked for their side, or of its unit.

    They hear nothing of it, not even that it exists.
    """
    found = Q(pk=case.about_employee_id) | Q(pk__in=case.hearings.values("employee"))
    if case.about_unit is not None:
        posts = Assignment.objects.on(day).filter(unit__path__startswith=case.about_unit.path)
        found |= Q(pk__in=posts.values("employee"))
    return Employee.objects.filter(found, agency=case.agency_id)


def with_parts(actor: Actor) -> QuerySet[Case]:
    """Return the cases the actor may see, with what a page of one shows."""
    rows = Case.objects.visible_to(actor).select_related(
        *("agency", "unit", "about_unit", "about_employee"),
        *("category", "service", "handler", "main", "verified_by"),
    )
    return rows.annotate(has_contact=Exists(Contact.objects.filter(case=OuterRef("pk"))))


def _ready(case: Case) -> list[AnswerTemplate]:
    """Ready words for an answer, of everybody or of the case's unit."""
    rows = AnswerTemplate.objects.filter(agency=case.agency_id)
    return list(rows.filter(Q(unit=None) | Q(unit=case.unit_id)).order_by("title"))


def _steps(case: Case) -> QuerySet[Step]:
    rows = Step.objects.filter(case=case).select_related("unit", "by")
    return rows.prefetch_related("files__file").order_by("-pk")


def allowed(actor: Actor, case: Case) -> frozenset[str]:
    """Return the acts on a case that are the actor's to do, now or later. One query at most."""
    may = {
        "teruskan": policies.can_route,
        "ambil": policies.can_handle,
        "serahkan": policies.can_give,
        "tanya": policies.can_handle,
        "jawab": policies.can_handle,
        "periksa": policies.can_verify,
        "catat": policies.can_note,
        "gabung": policies.can_merge,
        "dengar": policies.can_hear,
        "tampilkan": policies.can_publish,
    }
    return frozenset(name for name, policy in may.items() if policy(actor, case))


def _acts(actor: Actor, case: Case) -> frozenset[str]:
    """Those of them that the case's state lets one do now."""
    then, works = COMPLAINT[case.state], case.state in Case.UNANSWERED
    now = {
        "teruskan": State.ROUTED in then,
        "ambil": works and State.IN_PROGRESS in then,
        "serahkan": works and case.unit_id is not None,
        "tanya": State.ASKED in then,
        "jawab": State.ANSWERED in then,
        "periksa": State.VERIFIED in then,
        "gabung": State.MERGED in then,
        "tampilkan": case.may_publish,
    }
    return frozenset(name for name in allowed(actor, case) if now.get(name, True))
