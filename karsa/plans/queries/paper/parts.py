"""What several forms print of a plan's rows; evaluations and feedback print the same."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q

from karsa.documents.shapes import Behaviour, Measure, Party, ResultLine, Signature
from karsa.kit.formats import MONTHS, day
from karsa.org.models import Assignment, Employee
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult
from karsa.rules.behaviour import VALUES


def plan_rows(pk: int) -> PerformancePlan:
    """Return a plan with every row that its forms print. Eight queries for any size."""
    results = WorkResult.objects.select_related("supports").order_by("order")
    measures = IndividualIndicator.objects.order_by("order")
    return (
        PerformancePlan.objects.select_related(
            "agency", "rater", "assignment__employee", "assignment__position", "assignment__unit"
        )
        .prefetch_related(
            Prefetch("results", results),
            Prefetch("results__measures", measures),
            "expectations",
            "annex",
            "actions",
        )
        .get(pk=pk)
    )


def holder(plan: PerformancePlan) -> Party:
    """The one who plans. No query on `plan_rows`."""
    return party(plan.assignment.employee, plan.assignment)


def rater(plan: PerformancePlan) -> Party:
    """The rater in the post from which they rate; free places while nobody rates. One query."""
    if plan.rater is None:
        return Party()
    return party(plan.rater, rating_post(plan.rater, plan))


def rating_post(person: Employee, plan: PerformancePlan) -> Assignment | None:
    """The post, held in the plan's time, that stands nearest above the holder's. One query."""
    posts = (
        Assignment.objects.filter(
            Q(ends__isnull=True) | Q(ends__gte=plan.starts),
            employee=person,
            starts__lte=plan.ends,
        )
        .select_related("position", "unit")
        .order_by("starts")
    )
    path = plan.assignment.unit.path
    near = [(path.startswith(post.unit.path), len(post.unit.path), post) for post in posts]
    return max(near, key=lambda one: one[:2])[2] if near else None


def party(person: Employee, post: Assignment | None) -> Party:
    """A person as the head of a form names them; what is not known stays free."""
    return Party(
        name=person.full_name,
        nip=person.nip,
        rank=person.rank or None,
        position=position(post) if post else None,
        unit=post.unit.name if post else None,
    )


def position(post: Assignment) -> str:
    """A position with its kind of holding: "Plt Kepala Puskesmas"."""
    acting = post.kind in (Assignment.Kind.ACTING, Assignment.Kind.DAILY_ACTING)
    return f"{post.get_kind_display()} {post.position.name}" if acting else post.position.name


def period(plan: PerformancePlan) -> str:
    """The time a plan covers, as the forms print it: "1 JANUARI SD 31 DESEMBER TAHUN 2026"."""
    first, last = plan.starts, plan.ends
    start, end = MONTHS[first.month - 1], MONTHS[last.month - 1]
    return f"{first.day} {start} SD {last.day} {end} TAHUN {plan.year}".upper()


def result_lines(plan: PerformancePlan, kind: WorkResult.Kind) -> tuple[ResultLine, ...]:
    """Results of one kind; numbers run through main and additional. No query on `plan_rows`."""
    main_first = sorted(plan.results.all(), key=lambda row: (row.kind != "main", row.order))
    return tuple(
        result_line(number, row, plan.for_head)
        for number, row in enumerate(main_first, start=1)
        if row.kind == kind
    )


def result_line(number: int, row: WorkResult, for_head: bool) -> ResultLine:
    """One result with its measures; a blank stays a blank."""
    supported = row.supports.text if row.supports else row.supports_text
    return ResultLine(
        number=number,
        text=row.text,
        assigned_by=row.assigned_by or None,
        supports=supported or None,
        measures=tuple(_measure(one, for_head) for one in row.measures.all()),
    )


def _measure(row: IndividualIndicator, for_head: bool) -> Measure:
    aspect = str(row.get_aspect_display()) if row.aspect else None
    return Measure(
        text=row.text,
        target=row.target or None,
        aspect=None if for_head else aspect,
        perspective=aspect if for_head else None,
    )


def behaviours(plan: PerformancePlan) -> tuple[Behaviour, ...]:
    """The seven values in the form's words, with what the leader expects of this person."""
    expected = {row.value: tuple(row.text.splitlines()) for row in plan.expectations.all()}
    return tuple(
        Behaviour(number, value.name, value.form_guides, expected.get(value.key))
        for number, value in enumerate(VALUES, start=1)
    )


def both_signatures(plan: PerformancePlan) -> tuple[Signature, ...]:
    """Employee and rater; once agreed and set, with the day it was done here."""
    stamps = (
        _stamp(plan, "Disetujui", plan.employee_agreed_at),
        _stamp(plan, "Ditetapkan", plan.set_at),
    )
    people = (plan.assignment.employee, plan.rater)
    roles = ("Pegawai yang Dinilai", "Pejabat Penilai Kinerja")
    set_on = day(_local(plan, plan.set_at)) if plan.set_at else None
    return tuple(
        Signature(
            role=role,
            name=person.full_name if person else None,
            nip=person.nip if person else None,
            place_date=set_on,
            stamp=stamp,
        )
        for role, person, stamp in zip(roles, people, stamps, strict=True)
    )


def _stamp(plan: PerformancePlan, verb: str, at: datetime | None) -> str | None:
    return f"{verb} secara elektronik pada {day(_local(plan, at))}" if at else None


def _local(plan: PerformancePlan, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(plan.agency.zone))
