"""Hours beyond a contract's ceiling: asked with a reason, agreed by the leader, with the office."""

from collections.abc import Iterator

from django.db.models import Sum

from karsa.accounts.actor import Actor
from karsa.development import services
from karsa.development.models import Registration, TrainingSession
from karsa.development.queries.sessions import clashes
from karsa.org.models import Employee, RaterLine
from karsa.org.queries.actor import actor_of
from karsa.rules.training import USUAL
from karsa.site.demo.people import SEATS
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World


def lay(world: World) -> None:
    """Who has learned the most under a contract asks once more. About twenty queries."""
    for session, person, rater in _pairs(world):
        row = services.register(
            actor=_acting(world, person), session=session, reason=library("trainings")["beyond"]
        )
        services.decide(actor=_acting(world, rater), row=row, accept=True)
        return


def _pairs(world: World) -> Iterator[tuple[TrainingSession, Employee, Employee]]:
    """Sessions to come, each with who would pass the ceiling by it and who leads them."""
    coming = TrainingSession.objects.filter(
        agency=world.agency, starts__gt=world.today, unit=None, course__hours__gt=4
    )
    for person, hours in _learners(world):
        lines = RaterLine.objects.on(world.today).filter(assignment__employee=person)
        line = lines.select_related("rater__user").first()
        for session in coming.select_related("course").order_by("starts", "pk"):
            known = session.registrations.filter(employee=person).exists()
            passes = hours + session.course.hours > USUAL.most[person.employment]
            is_free = passes and not known and not clashes(session, session.meeting, [person.pk])
            if is_free and line and line.rater.user:
                yield session, person, line.rater


def _learners(world: World) -> list[tuple[Employee, int]]:
    """The three under a contract who have learned the most this year, and their hours."""
    rows = Registration.objects.filter(
        agency=world.agency,
        completed_on__year=world.today.year,
        employee__employment__in=USUAL.most,
        employee__user__isnull=False,
    ).exclude(employee__nip__in=[seat.nip for seat in SEATS])
    sums = rows.values_list("employee").annotate(n=Sum("hours")).order_by("-n", "employee")[:3]
    people = Employee.objects.select_related("user").in_bulk([key for key, _hours in sums])
    return [(people[key], hours) for key, hours in sums]


def _acting(world: World, person: Employee) -> Actor:
    if person.user is None:
        raise LookupError(person.pk)
    return actor_of(person.user, world.agency, world.now)
