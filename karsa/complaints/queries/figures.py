"""How reports are handled, in figures: for staff, for the public, and for indicators."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from karsa.complaints.models import Case
from karsa.kit.prepared import prepared
from karsa.org.models import Unit
from karsa.rules.complaints import Figures, Handled, figures
from karsa.rules.disclosure import LEAST, hides, keep_back
from karsa.rules.voice import Heard
from karsa.tenancy.models import Agency

_FIELDS = (
    *("received_on", "due_on", "answered_on", "answered_in_time", "closed_on", "reopened"),
    *("unit_id", "service_id", "kind", "is_protected", "climbed"),
)

# What reports say of a service as an indicator, by code.
STATISTICS: Mapping[str, str | Promise] = {
    "in_time": gettext_lazy("Dijawab tepat waktu (persen)"),
    "reopened": gettext_lazy("Dibuka lagi (persen)"),
    "median_days": gettext_lazy("Hari sampai beres (median)"),
    "received": gettext_lazy("Laporan masuk"),
}


@dataclass(frozen=True, slots=True)
class Punctual:
    """Reports that were due, and how many of them were answered in time."""

    due: int
    kept: int

    @property
    def share(self) -> Decimal:
        """The share in percent."""
        return Decimal(100 * self.kept) / self.due


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of a unit, a kind or a service; `count` is None where it is kept back."""

    name: str
    count: int | None
    shown: Figures | None
    pk: int = 0


def counted(agency: Agency) -> QuerySet[Case]:
    """Return what counts: every report once, those joined with another as well."""
    return Case.objects.filter(agency=agency).only(*_FIELDS)


def came_in(agency: Agency, first: date, last: date) -> list[Case]:
    """Return what came in between two days, with the units that answer. One query."""
    rows = counted(agency).filter(received_on__range=(first, last))
    return list(rows.select_related("unit"))


def by_unit(agency: Agency, cases: Sequence[Case], last: date, *, public: bool) -> list[Line]:
    """Return the figures of cases by office, most reports first.

    An office speaks for everything below it, and reports about conduct for none (decision 18).
    For the public cells under five are kept back. One query.
    """
    offices = list(Unit.objects.filter(agency=agency, kind=Unit.Kind.OFFICE).order_by("path"))
    found: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        path = case.unit.path if case.unit and not case.is_protected else ""
        office = next((one for one in offices if path.startswith(one.path)), None)
        if office is not None:
            found[office.pk].append(case)
    groups = [(one.name, found[one.pk], one.pk) for one in offices if found[one.pk]]
    groups.sort(key=lambda group: -len(group[1]))
    return _lines(groups, last, public=public)


def by_kind(cases: Sequence[Case], last: date, *, public: bool) -> list[Line]:
    """Return the figures of cases by kind. No query."""
    kinds = [(str(kind.label), [row for row in cases if row.kind == kind], 0) for kind in Case.Kind]
    return _lines(kinds, last, public=public)


def overall(cases: Sequence[Case], last: date) -> Figures:
    """Return the figures of all the cases. No query."""
    return figures([handled(row, last) for row in cases])


def punctual(agency: Agency, first: date, last: date) -> Punctual | None:
    """Return how many reports between two days were due and how many of them answered in time.

    None where fewer than five were due. One query.
    """
    found = [Punctual(*counts) for counts in _due(agency, first, last)]
    return next((one for one in found if one.due >= LEAST), None)


@prepared
def _due(agency: Agency, first: date, last: date) -> QuerySet[Case, tuple[int, int]]:
    due = Q(answered_in_time__isnull=False) | Q(due_on__lt=last)
    rows = counted(agency).filter(due, received_on__range=(first, last)).order_by()
    kept = Count("pk", filter=Q(answered_in_time=True))
    return rows.values("agency").annotate(due=Count("pk"), kept=kept).values_list("due", "kept")


def of_services(unit: Unit, first: date, last: date) -> list[Line]:
    """Return a unit's services with their reports; under five are kept back. One query."""
    rows = counted(unit.agency).filter(
        service__unit=unit, is_protected=False, received_on__range=(first, last)
    )
    found: dict[tuple[int, str], list[Case]] = defaultdict(list)
    for case in rows.select_related("service"):
        if case.service is not None:
            found[case.service.pk, case.service.name].append(case)
    groups = [(name, cases, pk) for (pk, name), cases in sorted(found.items(), key=_by_name)]
    return _lines(groups, last, public=True)


def handled(case: Case, today: date) -> Handled:
    """Return what counts of a case: unanswered it is judged once its term is over."""
    return _handled(case, is_late=case.due_on < today)


def handled_by_night(case: Case) -> Handled:
    """Return what counts of a case as the last night left it: what is late has climbed in it."""
    return _handled(case, is_late=case.climbed > 0)


def _handled(case: Case, *, is_late: bool) -> Handled:
    judged = False if case.answered_in_time is None and is_late else case.answered_in_time
    solved = case.answered_on if case.closed_on else None
    return Handled(case.received_on, judged, solved, case.reopened > 0)


def heard(agency: Agency, service_id: int | None, statistic: str, year: int) -> list[Heard]:
    """Say to the indicators what a service's reports of each month of a year show; n with it.

    `statistic` is one of STATISTICS; None for all services. One query. Reports about conduct
    speak of no unit (decision 18).
    """
    rows = counted(agency).filter(received_on__year=year, is_protected=False)
    if service_id is not None:
        rows = rows.filter(service=service_id)
    months: dict[int, list[Handled]] = defaultdict(list)
    for case in rows:
        months[case.received_on.month].append(handled_by_night(case))
    said = (_heard(month, figures(cases), statistic) for month, cases in sorted(months.items()))
    return [one for one in said if one is not None]


def _heard(month: int, found: Figures, statistic: str) -> Heard | None:
    value, n = _values(found)[statistic]
    return Heard(month, value, n) if value is not None and n else None


def _values(found: Figures) -> Mapping[str, tuple[Decimal | None, int]]:
    return {
        "received": (Decimal(found.received), found.received),
        "in_time": (found.in_time, found.due),
        "reopened": (found.reopened, found.closed),
        "median_days": (found.median_days, found.closed),
    }


def _lines(
    groups: Sequence[tuple[str, Sequence[Case], int]], day: date, *, public: bool
) -> list[Line]:
    hidden = keep_back([len(cases) for _name, cases, _pk in groups])
    return [
        Line(name, None, None, pk)
        if public and is_hidden
        else Line(name, len(cases), figures([handled(case, day) for case in cases]), pk)
        for (name, cases, pk), is_hidden in zip(groups, hidden, strict=True)
    ]


def _by_name(found: tuple[tuple[int, str], list[Case]]) -> str:
    return found[0][1]


def praised(unit: Unit, first: date, last: date) -> int | None:
    """Return how many answers of a unit citizens called helpful; None if kept back. One query."""
    good = Q(rating__gte=3, unit=unit, answered_on__range=(first, last))
    n = Case.objects.filter(good, agency=unit.agency_id, is_protected=False).count()
    return None if hides(n) else n
