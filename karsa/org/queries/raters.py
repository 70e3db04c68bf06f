"""Who rates whom at a day."""

from datetime import date

from karsa.org.models import RaterLine


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
