"""A person's competences of a year beside what the post needs, and the plan to close the gaps."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.development.models import Competence, CompetenceView, DevelopmentItem, PositionNeed
from karsa.org.models import Assignment, Employee
from karsa.org.models.dated import current
from karsa.org.models.people import follows_person
from karsa.rules import training

By = CompetenceView.By
State = DevelopmentItem.State
_KINDS = list(Competence.Kind)


@dataclass(frozen=True, slots=True)
class CompetenceLine:
    """A competence: the level the post needs, how the person sees it and how the leader does."""

    competence: Competence
    required: int | None
    own: CompetenceView | None
    leader: CompetenceView | None

    @property
    def gap(self) -> int | None:
        """Levels that are missing; None where nothing is required or the leader has not looked."""
        return training.gap(self.required, self.leader.level if self.leader else None)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What stands on a person's page, the widest gap first."""

    lines: tuple[CompetenceLine, ...]
    items: tuple[DevelopmentItem, ...]

    @property
    def gaps(self) -> int:
        """How many competences lie below what the post needs."""
        return sum(bool(line.gap) for line in self.lines)

    @property
    def unseen(self) -> int:
        """How many required ones the leader has not looked at yet."""
        return sum(line.required is not None and line.leader is None for line in self.lines)


def growing(actor: Actor) -> QuerySet[Employee]:
    """Return whose growth the actor reads: oneself, one's own line, all for the manager."""
    seen = Q(pk=actor.me) | follows_person(actor, "pk")
    return Employee.objects.filter(seen, agency=actor.agency)


def led(actor: Actor) -> QuerySet[Employee]:
    """Return whose gaps the actor talks over: oneself, and the people one rates."""
    rated = Assignment.objects.rated_by(actor).values("employee")
    return Employee.objects.filter(Q(pk=actor.me) | Q(pk__in=rated), agency=actor.agency)


def person_page(actor: Actor, person: Employee, year: int) -> PersonPage:
    """Return a person's competences and plan of `year`. Three queries."""
    return PersonPage(lines_of(actor, person, year), items_of(person, year))


def lines_of(actor: Actor, person: Employee, year: int) -> tuple[CompetenceLine, ...]:
    """Return a person's competences of `year`, the widest gap first. Two queries."""
    held = current(actor.today, "position__assignments__")
    needs = PositionNeed.objects.filter(held, position__assignments__employee=person)
    required: dict[int, int] = {}
    known: dict[int, Competence] = {}
    for need in needs.select_related("competence"):
        known[need.competence_id] = need.competence
        required[need.competence_id] = max(need.level, required.get(need.competence_id, 0))
    seen = CompetenceView.objects.filter(employee=person, year=year)
    views = {(row.competence_id, row.by): row for row in seen.select_related("competence")}
    known |= {row.competence_id: row.competence for row in views.values()}
    lines = (
        CompetenceLine(one, required.get(pk), views.get((pk, By.SELF)), views.get((pk, By.LEADER)))
        for pk, one in known.items()
    )
    return tuple(sorted(lines, key=_urgency))


def items_of(person: Employee, year: int) -> tuple[DevelopmentItem, ...]:
    """Return the lines of a person's plan of `year`, the next first. One query."""
    rows = DevelopmentItem.objects.filter(employee=person, year=year).exclude(state=State.DROPPED)
    named = rows.select_related("competence", "course", "proposed_by", "agreed_by")
    return tuple(named.order_by("due", "pk"))


def to_agree(actor: Actor) -> list[DevelopmentItem]:
    """Return lines that wait for the actor's word, as the person or as the leader. One query."""
    rated = Assignment.objects.rated_by(actor).values("employee")
    by_person = Q(proposed_by=F("employee"))
    mine = Q(employee=actor.me) & ~by_person | Q(employee__in=rated) & by_person
    waiting = DevelopmentItem.objects.filter(mine, agency=actor.agency, state=State.PROPOSED)
    return list(waiting.select_related("competence", "employee").order_by("due", "pk")[:50])


def gap_counts(posts: Iterable[Assignment], year: int) -> dict[int, int]:
    """Return how many gaps the leader sees for each person of `posts`, by employee. Two queries."""
    held = list(posts)
    needs: dict[int, list[tuple[int, int]]] = {}
    rows = PositionNeed.objects.filter(position__in={post.position_id for post in held})
    for position, *pair in rows.values_list("position", "competence", "level"):
        needs.setdefault(position, []).append((pair[0], pair[1]))
    people = [post.employee_id for post in held]
    views = CompetenceView.objects.filter(employee__in=people, year=year, by=By.LEADER)
    seen = {
        (employee, competence): level
        for employee, competence, level in views.values_list("employee", "competence", "level")
    }
    return {
        post.employee_id: sum(
            bool(training.gap(level, seen.get((post.employee_id, competence))))
            for competence, level in needs.get(post.position_id, [])
        )
        for post in held
    }


def _urgency(line: CompetenceLine) -> tuple[int, int, str]:
    kind = _KINDS.index(Competence.Kind(line.competence.kind))
    return -(line.gap or 0), kind, line.competence.name
