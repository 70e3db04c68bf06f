"""Where raters are missing or do not hold: without one, in a circle, or without the office."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr

from karsa.kit.remembered import remembered_rows
from karsa.org.models import Assignment, Delegation, EmployeeStatus, RaterLine, Unit
from karsa.org.models.dated import current
from karsa.org.queries.raters import STRUCTURAL, rated_by
from karsa.rules.raters import circles
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many posts have no rater, are rated in a circle, or by somebody who may not."""

    without: int
    turning: int
    broken: int

    @property
    def total(self) -> int:
        """All that a keeper has to put right."""
        return self.without + self.turning + self.broken


def gaps(agency: Agency, day: date) -> Gaps:
    """Count what is wrong with the raters of `day`. Four queries, none while no post changes."""
    return remembered_rows(
        f"rater gaps:{agency.pk}:{day}",
        lambda: Gaps(
            without=without_rater(agency, day).count(),
            turning=turning(agency, day).count(),
            broken=broken(agency, day).count(),
        ),
    )


def without_rater(agency: Agency, day: date) -> QuerySet[Assignment]:
    """Posts of `day` nobody rates, though their holders owe an SKP or reports here.

    The head of the region has no rater, and who owes nothing here needs none.
    """
    lines = RaterLine.objects.on(day).filter(assignment=OuterRef("pk"))
    exempt = EmployeeStatus.objects.on(day).filter(employee=OuterRef("employee"))
    exempt = exempt.exclude(kind__in=EmployeeStatus.OWES_PLAN)
    held = Assignment.objects.on(day).filter(agency=agency, employee__is_active=True)
    held = held.exclude(is_head=True, unit__kind=Unit.Kind.GOVERNMENT)
    return held.filter(~Exists(lines), ~Exists(exempt))


def turning(agency: Agency, day: date) -> QuerySet[RaterLine]:
    """Lines of definitive posts whose chain of raters leads back to the holder.

    Who rates oneself stands among the broken lines instead.
    """
    people = circles(rated_by(agency, day))
    return (
        RaterLine.objects.on(day)
        .filter(
            agency=agency,
            assignment__kind=Assignment.Kind.DEFINITIVE,
            assignment__employee__in=people,
        )
        .exclude(rater=F("assignment__employee"))
    )


def broken(agency: Agency, day: date) -> QuerySet[RaterLine]:
    """Lines whose rater may not rate on `day`: oneself, without a post, or without the office.

    Each row says which by `is_self`, `has_left`, `lacks_office`.
    """
    posts = Assignment.objects.on(day).filter(employee=OuterRef("rater"), employee__is_active=True)
    delegated = Delegation.objects.on(day).annotate(
        start=Substr(OuterRef("assignment__unit__path"), 1, Length("unit__path"))
    )
    covered = delegated.filter(employee=OuterRef("rater"), start=F("unit__path"))
    lines = RaterLine.objects.filter(
        current(day), current(day, "assignment__"), agency=agency
    ).annotate(
        is_self=Q(rater=F("assignment__employee")),
        has_left=~Exists(posts),
        lacks_office=~Exists(posts.filter(position__kind__in=STRUCTURAL)) & ~Exists(covered),
    )
    return lines.filter(Q(is_self=True) | Q(has_left=True) | Q(lacks_office=True))
