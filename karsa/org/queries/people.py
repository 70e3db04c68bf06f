"""People as lists and their own page show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from karsa.org.models import (
    Assignment,
    Delegation,
    Employee,
    EmployeeStatus,
    RaterLine,
    TeamMember,
)
from karsa.org.models.dated import current
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list with today's first post and why they may owe no SKP; no NIP."""

    pk: int
    name: str
    position: str
    unit: str
    status: str
    is_active: bool

    @property
    def note(self) -> str:
        """Position and unit in one line."""
        return " · ".join(part for part in (self.position, self.unit) if part)


def person_rows(people: Sequence[Employee], day: date) -> list[PersonRow]:
    """Return rows for people, in their order. Two queries."""
    held = Assignment.objects.on(day).filter(employee__in=people)
    posts: dict[int, Assignment] = {}
    for post in held.select_related("position", "unit").order_by("-kind", "-pk"):
        if post.employee_id not in posts or post.kind == Assignment.Kind.DEFINITIVE:
            posts[post.employee_id] = post
    stated = EmployeeStatus.objects.on(day).filter(employee__in=people)
    statuses = {row.employee_id: str(row.get_kind_display()) for row in stated}
    return [_row(person, posts.get(person.pk), statuses.get(person.pk, "")) for person in people]


def _row(person: Employee, post: Assignment | None, status: str) -> PersonRow:
    return PersonRow(
        pk=person.pk,
        name=person.full_name,
        position=post.position.name if post else "",
        unit=post.unit.name if post else "",
        status=status,
        is_active=person.is_active,
    )


def named(text: str) -> Q:
    """People whose name holds `text`, or whose NIP it is (typed with blanks or not)."""
    bare = "".join(text.split()).strip("'")
    return Q(nip=bare) if bare.isdigit() else Q(name__icontains=text.strip())


def find_people(
    agency: Agency, text: str, chosen: str, day: date, limit: int = 12
) -> list[tuple[str, str]]:
    """Return (key, label) of active people found by name or NIP, and of the one chosen.

    For pickers, which post what is typed. Three queries.
    """
    active = Employee.objects.filter(agency=agency, is_active=True)
    found = active.filter(named(text)) if text else active.none()
    if chosen.isdigit():
        found = found | active.filter(pk=int(chosen))
    rows = person_rows(list(found.order_by("name", "pk")[:limit]), day)
    return [(str(row.pk), f"{row.name} · {row.note}" if row.note else row.name) for row in rows]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything dated about a person, newest first."""

    posts: tuple[Assignment, ...]  # each with its rater lines over time
    statuses: tuple[EmployeeStatus, ...]
    delegations: tuple[Delegation, ...]
    teams: tuple[TeamMember, ...]
    rates: int


def for_person_page(people: QuerySet[Employee], day: date) -> QuerySet[Employee]:
    """Prepare `people` for `person_page`: account, posts with raters, how many they rate on `day`.

    Three queries when read.
    """
    rated = RaterLine.objects.filter(current(day), rater=OuterRef("pk")).order_by()
    counted = rated.values("rater").annotate(n=Count("pk")).values("n")
    lines = RaterLine.objects.select_related("rater", "reviewer").order_by("-starts")
    posts = Assignment.objects.select_related("position", "unit").order_by("-starts", "-pk")
    return (
        people.select_related("user")
        .annotate(rated_now=Subquery(counted))
        .prefetch_related(
            Prefetch("assignments", posts.prefetch_related(Prefetch("rater_lines", lines)))
        )
    )


def person_page(person: Employee) -> PersonPage:
    """Return what is dated about a person of `for_person_page`. Three queries."""
    newest = ("-starts", "-pk")
    return PersonPage(
        posts=tuple(person.assignments.all()),
        statuses=tuple(person.statuses.order_by(*newest)),
        delegations=tuple(person.delegations.select_related("unit").order_by(*newest)),
        teams=tuple(
            TeamMember.objects.filter(assignment__employee=person)
            .select_related("team")
            .order_by(*newest)
        ),
        rates=person.rated_now or 0,  # type: ignore[attr-defined]
    )
