"""Who has worked for a while without a report, by the rhythm of their kind of job."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from karsa.indicators.models import Measurement
from karsa.journal.models import EntryMonth
from karsa.journal.queries.rhythm import days_between
from karsa.org.models import EmployeeStatus, Shift
from karsa.org.models.dated import current
from karsa.org.queries.absence import graces_of, leave_days
from karsa.org.queries.absent import away
from karsa.org.queries.calendar import calendar_of
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult
from karsa.rules.reporting import RHYTHMS, silent_days
from karsa.rules.roster import own_calendar
from karsa.tenancy.models import Agency

# A longer silence is the leader's to ask about; the reminder looks no further back.
_LONGEST = timedelta(days=2 * RHYTHMS["quarterly"])
# Figures that come by themselves, whoever is silent.
_BY_THEMSELVES = (
    Measurement.Origin.MACHINE,
    Measurement.Origin.SURVEY,
    Measurement.Origin.COMPLAINTS,
)


@dataclass(frozen=True, slots=True)
class _Silent:
    """Somebody whose rhythm has passed: the day of the last report and the days between two."""

    employee: int
    path: str
    last: date
    rhythm: int


def silent(agency: Agency, today: date) -> dict[int, int]:
    """Return how many days each silent employee has worked without a report.

    Left out: who is away or exempt, who is on field duty or off today, and whose figures all
    arrive by themselves. Nine queries for any number.
    """
    found = list(_overdue(agency, today))
    if not found:
        return {}
    people = [one.employee for one in found]
    first = min(one.last for one in found)
    leave = leave_days(agency, people, first, today)
    graces = graces_of(agency, {one.employee: one.path for one in found}, first, today)
    shifts = _shifts(people, first, today)
    counted = {}
    for one in found:
        free = leave.get(one.employee, set()) | graces.get(one.employee, set())
        worked = frozenset(shifts.get(one.employee, ()))
        own = own_calendar(calendar_of(agency), free=frozenset(free), worked=worked)
        counted[one.employee] = silent_days(own, free, one.last, today, one.rhythm)
    return {employee: days for employee, days in counted.items() if days}


def _overdue(agency: Agency, today: date) -> Iterable[_Silent]:
    """Whoever holds a plan in force and is over their rhythm by the plain calendar."""
    rhythm = days_between(agency, today.year)
    last = _last_days(agency, today)
    fields = ("employee", "position__kind", "unit__path")
    rows = _plans(agency, today).values_list("starts", *(f"assignment__{one}" for one in fields))
    for starts, employee, kind, path in rows.order_by("assignment__employee", "-starts"):
        day = max(last.get(employee, date.min), starts - timedelta(days=1), today - _LONGEST)
        if (today - day).days > rhythm(kind):
            yield _Silent(employee, path, day, rhythm(kind))


def _plans(agency: Agency, today: date) -> QuerySet[PerformancePlan]:
    """Plans in force with a result that somebody has to report on, of people who are there."""
    gone = EmployeeStatus.objects.on(today).filter(agency=agency)
    fed = IndividualIndicator.objects.filter(
        result=OuterRef("pk"),
        indicator__measurements__origin__in=_BY_THEMSELVES,
        indicator__measurements__year=today.year,
    )
    by_hand = WorkResult.objects.filter(~Exists(fed), plan=OuterRef("pk"))
    here = current(today, "assignment__") & Q(starts__lte=today, ends__gte=today)
    return (
        PerformancePlan.objects.filter(here, agency=agency, state=PerformancePlan.State.SET)
        .filter(Exists(by_hand), assignment__employee__is_active=True)
        .exclude(assignment__employee__in=away(agency, today))
        .exclude(assignment__employee__in=gone.values("employee"))
    )


def _last_days(agency: Agency, today: date) -> dict[int, date]:
    """Of everybody who told of a day in or after the month in which the longest silence began."""
    since = (today - _LONGEST).replace(day=1)
    months = EntryMonth.objects.filter(agency=agency, month__gte=since).order_by()
    rows = months.values("employee").annotate(last=Max("last_day"))
    return dict(rows.values_list("employee", "last"))


def _shifts(people: Collection[int], first: date, today: date) -> dict[int, set[date]]:
    rows = Shift.objects.filter(employee__in=people, day__range=(first, today))
    found: dict[int, set[date]] = {}
    for employee, day in rows.values_list("employee", "day"):
        found.setdefault(employee, set()).add(day)
    return found
