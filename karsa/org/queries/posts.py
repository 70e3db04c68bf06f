"""The posts a person holds today: each has its own plan and rater."""

from dataclasses import dataclass

from django.db.models import Prefetch

from karsa.accounts.actor import Actor
from karsa.org.models import Assignment, RaterLine


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a person, with who rates it; names carry titles, empty where nobody does."""

    assignment_id: int
    position: str
    position_kind: str
    unit_id: int
    unit: str
    kind: str
    kind_label: str
    is_head: bool
    rater_id: int | None
    rater: str
    reviewer_id: int | None
    reviewer: str


def posts_of(actor: Actor) -> tuple[Post, ...]:
    """Return the actor's posts of today, the definitive one first. Two queries."""
    lines = RaterLine.objects.on(actor.today).select_related("rater", "reviewer")
    held = (
        Assignment.objects.on(actor.today)
        .filter(agency=actor.agency, employee=actor.me)
        .select_related("position", "unit")
        .prefetch_related(Prefetch("rater_lines", lines, to_attr="lines"))
        .order_by("starts", "pk")
    )
    first = Assignment.Kind.DEFINITIVE
    return tuple(sorted(map(_post, held), key=lambda post: post.kind != first))


def _post(row: Assignment) -> Post:
    line = next(iter(row.lines), None)  # type: ignore[attr-defined]
    return Post(
        assignment_id=row.pk,
        position=row.position.name,
        position_kind=row.position.kind,
        unit_id=row.unit_id,
        unit=row.unit.name,
        kind=row.kind,
        kind_label=str(row.get_kind_display()),
        is_head=row.is_head,
        rater_id=line.rater_id if line else None,
        rater=line.rater.full_name if line else "",
        reviewer_id=line.reviewer_id if line else None,
        reviewer=line.reviewer.full_name if line and line.reviewer else "",
    )
