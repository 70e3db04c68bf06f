"""Who rates whom at a day."""

from datetime import date

from karsa.org.models import Assignment, Delegation, Position, RaterLine
from karsa.rules.raters import people_of
from karsa.tenancy.models import Agency

STRUCTURAL = (
    Position.Kind.HIGH_LEADER,
    Position.Kind.ADMINISTRATOR,
    Position.Kind.SUPERVISOR,
)


def rater_line(assignment_id: int, day: date) -> RaterLine | None:
    """Return the rater and reviewer of an assignment on `day`; None where nobody rates it.

    One query, with the people.
    """
    return (
        RaterLine.objects.on(day)
        .filter(assignment=assignment_id)
        .select_related("rater", "reviewer")
        .order_by("-starts")
        .first()
    )


def rater_of(employee_id: int, day: date) -> int | None:
    """Return who rates a person's definitive post on `day`; None where nobody does. One query."""
    lines = RaterLine.objects.on(day).filter(assignment__employee=employee_id)
    definitive = lines.filter(assignment__kind=Assignment.Kind.DEFINITIVE)
    return definitive.order_by("-starts").values_list("rater", flat=True).first()


def rated_by(agency: Agency, day: date) -> dict[int, int]:
    """Return each person's rater by their definitive post on `day`, keys of people. One query."""
    lines = RaterLine.objects.on(day).filter(
        agency=agency, assignment__kind=Assignment.Kind.DEFINITIVE
    )
    pairs = lines.order_by("-starts").values_list("assignment__employee_id", "rater_id")
    return people_of(pairs.iterator(chunk_size=5000))


def rating_paths(employee_id: int, day: date) -> tuple[str, ...]:
    """Return the paths under which a person may rate on `day`. Two queries at most.

    Everywhere ("") by a structural post, also as Plt or Plh; else where a delegation says so.
    """
    held = Assignment.objects.on(day).filter(employee=employee_id, employee__is_active=True)
    if held.filter(position__kind__in=STRUCTURAL).exists():
        return ("",)
    delegated = Delegation.objects.on(day).filter(employee=employee_id)
    return tuple(delegated.values_list("unit__path", flat=True))
