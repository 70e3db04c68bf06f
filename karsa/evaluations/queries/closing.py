"""What a period still lacks before it is closed: counts by unit, and posts, without grades."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from karsa.evaluations.models import Evaluation, Objection, OrganisationGrade, PeriodReopening
from karsa.evaluations.queries.funnel import evaluations_of, owing_posts
from karsa.jobs.models import Batch
from karsa.jobs.queries import Progress, progress
from karsa.kit.remembered import remembered_rows
from karsa.org.models import Period, RaterLine
from karsa.org.models.people import AssignmentQuerySet
from karsa.plans.models import PerformancePlan
from karsa.tenancy.models import Agency

_SHOWN = 30
# Of the long work that keeps a closed period's proposals; its `file_id` is the period.
KIND = "evaluations.closing"


def unfinished(agency: Agency, period: Period) -> AssignmentQuerySet:
    """Return the posts whose holder should be rated in `period` and has not been. No query."""
    rated = evaluations_of(period).exclude(
        state__in=(Evaluation.State.DRAFT, Evaluation.State.DECIDED)
    )
    return owing_posts(agency, period).exclude(Exists(rated))


@dataclass(frozen=True, slots=True)
class Lacking:
    """A unit with people who are not rated yet."""

    unit: str
    posts: int


@dataclass(frozen=True, slots=True)
class Checks:
    """What to look at before closing: posts without plan or rater, units without a level."""

    without_plan: int
    without_rater: int
    without_level: int
    objections: int


@dataclass(frozen=True, slots=True)
class Closing:
    """How far a period is from being closed, and who asked to open it again."""

    owed: int
    left: int
    units: tuple[Lacking, ...]
    more_units: int
    asked: PeriodReopening | None
    batch: Batch | None
    checks: Checks | None

    @property
    def progress(self) -> Progress | None:
        """How far the proposals are kept; None while the period is open."""
        return progress(self.batch) if self.batch else None


def closing_of(agency: Agency, period: Period) -> Closing:
    """Return what the page of a period's closing says. Seven queries."""
    counted = unfinished(agency, period).values("unit__name").annotate(n=Count("pk"))
    rows = list(counted.order_by("-n", "unit__name").values_list("unit__name", "n"))
    asked = PeriodReopening.objects.filter(period=period, agreed_by=None)
    return Closing(
        owed=owing_posts(agency, period).count(),
        left=sum(n for _name, n in rows),
        units=tuple(Lacking(unit, n) for unit, n in rows[:_SHOWN]),
        more_units=max(len(rows) - _SHOWN, 0),
        asked=asked.select_related("asked_by").first(),
        batch=batch_of(period) if period.is_closed else None,
        checks=None if period.is_closed else _checks(agency, period),
    )


def _checks(agency: Agency, period: Period) -> Checks:
    posts = owing_posts(agency, period)
    levels = OrganisationGrade.objects.filter(unit=OuterRef("unit"), period=period)
    led = posts.filter(is_head=True).exclude(Exists(levels)).values("unit").distinct()
    without_plan, without_rater = posts_without(agency, period)
    waiting = Objection.objects.filter(agency=agency, evaluation__period=period)
    return Checks(
        without_plan=without_plan,
        without_rater=without_rater,
        without_level=led.count(),
        objections=waiting.exclude(state=Objection.State.DECIDED).count(),
    )


def posts_without(agency: Agency, period: Period) -> tuple[int, int]:
    """Posts without plan, and without rater. One query, none while no post or plan changes."""
    plans = PerformancePlan.objects.filter(
        assignment=OuterRef("pk"), year=period.year, state=PerformancePlan.State.SET
    )
    lines = RaterLine.objects.on(period.ends).filter(assignment=OuterRef("pk"))
    found = remembered_rows(
        f"without:{period.pk}",
        lambda: owing_posts(agency, period).aggregate(
            plans=Count("pk", filter=~Exists(plans)), raters=Count("pk", filter=~Exists(lines))
        ),
    )
    return found["plans"], found["raters"]


@dataclass(frozen=True, slots=True)
class Missing:
    """One person who is not rated: where, by whom they would be, and what stands in the way."""

    unit: str
    nip: str
    name: str
    position: str
    rater: str
    lacks: str


def missing_of(agency: Agency, period: Period) -> Iterator[Missing]:
    """Yield who is not rated in `period`, by unit and name. One query, read in pieces."""
    lines = RaterLine.objects.on(period.ends).filter(assignment=OuterRef("pk"))
    plans = PerformancePlan.objects.filter(
        assignment=OuterRef("pk"), year=period.year, state=PerformancePlan.State.SET
    )
    rows = (
        unfinished(agency, period)
        .select_related("unit", "employee", "position")
        .annotate(rater=Subquery(lines.values("rater__name")[:1]), is_planned=Exists(plans))
        .order_by("unit__path", "employee__name", "pk")
    )
    for row in rows.iterator(2000):
        person, rater = row.employee, getattr(row, "rater", None)
        yield Missing(
            unit=row.unit.name,
            nip=person.nip,
            name=person.full_name,
            position=row.position.name,
            rater=rater or "",
            lacks=_lacks(getattr(row, "is_planned", False), rater),
        )


def _lacks(is_planned: bool, rater: str | None) -> str:
    if not is_planned:
        return _("SKP belum ditetapkan")
    return _("Belum dinilai") if rater else _("Pejabat penilai belum ada")


def batch_of(period: Period) -> Batch | None:
    """Return the newest long work of a period's closing. One query."""
    rows = Batch.objects.filter(agency=period.agency_id, kind=KIND, file_id=period.pk)
    return rows.order_by("-pk").first()
