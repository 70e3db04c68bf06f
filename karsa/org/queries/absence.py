"""Which days count for one person: leave, registered outages and rosters over the calendar."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from karsa.kit.prepared import prepared
from karsa.kit.remembered import remembered_rows
from karsa.org.models import Assignment, Grace, Leave, Shift
from karsa.org.queries.calendar import calendar_of
from karsa.rules.calendar import WorkCalendar
from karsa.rules.roster import Hours, duty_day, own_calendar
from karsa.tenancy.models import Agency

# Terms of the cycle are at most 30 working days long.
_AROUND = timedelta(days=100)


def leave_days(
    agency: Agency, employee_ids: Collection[int], first: date, last: date
) -> dict[int, set[date]]:
    """Return the leave days of people from `first` to `last`.

    One query a minute, and one where any of them was ever on leave.
    """
    found: dict[int, set[date]] = {}
    known = remembered_rows(f"on_leave:{agency.pk}", lambda: _ever_on_leave(agency))
    if known.isdisjoint(employee_ids):
        return found
    rows = Leave.objects.filter(employee__in=employee_ids, starts__lte=last)
    within = rows.filter(Q(ends__isnull=True) | Q(ends__gte=first))
    for person, starts, ends in within.values_list("employee", "starts", "ends"):
        found.setdefault(person, set()).update(_days(starts, ends or last, first, last))
    return found


def grace_days(agency: Agency, employee_id: int, first: date, last: date) -> set[date]:
    """Return the days of outage or field duty of a person from `first` to `last`.

    A unit's own count for whoever works in it or below. Two queries.
    """
    posts = Assignment.objects.filter(employee=employee_id, starts__lte=last)
    held = posts.filter(Q(ends__isnull=True) | Q(ends__gte=first))
    paths = set(held.values_list("unit__path", flat=True))
    rows = Grace.objects.filter(agency=agency, starts__lte=last, ends__gte=first).filter(
        Q(employee=employee_id) | Q(employee__isnull=True)
    )
    days: set[date] = set()
    for path, person, starts, ends in rows.values_list("unit__path", "employee", "starts", "ends"):
        if person or any(own.startswith(path) for own in paths):
            days.update(_days(starts, ends or last, first, last))
    return days


def graces_of(
    agency: Agency, paths: Mapping[int, str], first: date, last: date
) -> dict[int, set[date]]:
    """Return the same for many people, who work in the units of these `paths`. One query."""
    rows = Grace.objects.filter(agency=agency, starts__lte=last, ends__gte=first)
    found: dict[int, set[date]] = {}
    for unit, person, starts, ends in rows.values_list("unit__path", "employee", "starts", "ends"):
        concerned = (
            [person] if person else [pk for pk, own in paths.items() if own.startswith(unit)]
        )
        for pk in concerned:
            found.setdefault(pk, set()).update(_days(starts, ends or last, first, last))
    return found


def calendar_for(agency: Agency, employee_id: int, day: date) -> WorkCalendar:
    """Return the calendar in which a person's terms around `day` run. Four queries.

    Leave, outages and field duty are not worked; where there is a roster, its days are.
    """
    first, last = day - _AROUND, day + _AROUND
    free = leave_days(agency, [employee_id], first, last).get(employee_id, set())
    free |= grace_days(agency, employee_id, first, last)
    rows = Shift.objects.filter(employee=employee_id, day__range=(first, last))
    worked = frozenset(rows.values_list("day", flat=True))
    return own_calendar(calendar_of(agency), free=frozenset(free), worked=worked)


def day_of_duty(agency: Agency, employee_id: int, now: datetime) -> date:
    """Return the day that a person's work of this moment belongs to. One query.

    At two o'clock in a night shift it is still the day on which the shift began.
    """
    local = now.astimezone(ZoneInfo(agency.zone))
    day = local.date() - timedelta(days=1)
    return duty_day(local, [Hours(*hours) for hours in _shifts(employee_id, day)])


def on_night_shift(employee_id: int, day: date) -> bool:
    """Say whether a shift of that day ends on the next one. One query."""
    return any(Hours(*hours).ends_next_day for hours in _shifts(employee_id, day))


@prepared
def _shifts(employee_id: int, day: date) -> QuerySet[Shift, tuple[time, time]]:
    rows = Shift.objects.filter(employee=employee_id, day=day)
    return rows.values_list("starts_at", "ends_at")


def _ever_on_leave(agency: Agency) -> frozenset[int]:
    return frozenset(Leave.objects.filter(agency=agency).values_list("employee", flat=True))


def _days(starts: date, ends: date, first: date, last: date) -> Iterator[date]:
    day = max(starts, first)
    while day <= min(ends, last):
        yield day
        day += timedelta(days=1)
