"""What differs between this house and BKN's record: whose row, and in what; never a grade."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.utils.translation import gettext, gettext_noop

from karsa.evaluations.models import Evaluation, NationalPlan, NationalRating
from karsa.org.models.people import with_titles
from karsa.plans.models import PerformancePlan
from karsa.tenancy.models import Agency

PLAN_ONLY_HERE = gettext_noop("SKP ditetapkan di sini, belum ada di BKN")
PLAN_ONLY_THERE = gettext_noop("SKP ada di BKN, belum ditetapkan di sini")
PLAN_DAYS = gettext_noop("Masa SKP berbeda")
RATING_ONLY_HERE = gettext_noop("Hasil sudah ditandatangani di sini, belum ada di BKN")
RATING_ONLY_THERE = gettext_noop("Hasil ada di BKN, belum ditandatangani di sini")
RATING_OTHER = gettext_noop("Rating atau predikatnya berbeda")

_UNSIGNED = (Evaluation.State.DRAFT, Evaluation.State.DECIDED)
_SAID = ("result_rating", "behaviour_rating", "grade")
# Where a row here names its person, and the days of a rating.
_PERSON, _DAYS = "assignment__employee", ("period__starts", "period__ends")
# Person, title before, name, title after, first and last day, what differs.
Row = tuple[int, str, str, str, date, date, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One person's difference: in what, and of which days."""

    employee_id: int
    name: str
    days: str
    what: str


def told(row: Row) -> Difference:
    """Put a row of `differences` into words."""
    person, before, name, after, starts, ends, what = row
    days = f"{starts:%d-%m-%Y} – {ends:%d-%m-%Y}"
    return Difference(person, with_titles(before, name, after), days, gettext(what))


def differences(agency: Agency, year: int) -> QuerySet[Any, Row]:
    """Return what differs in the plans and results of a year, by name. One query when read."""
    first, *more = [*_plans(agency, year), *_ratings(agency, year)]
    return first.union(*more, all=True).order_by("person_name", "first", "what", "person")


def _plans(agency: Agency, year: int) -> list[QuerySet[Any, Row]]:
    here = PerformancePlan.objects.filter(agency=agency, year=year, state=PerformancePlan.State.SET)
    there = NationalPlan.objects.filter(agency=agency, starts__year__lte=year, ends__year__gte=year)
    known = there.filter(employee=OuterRef(_PERSON))
    same = known.filter(starts=OuterRef("starts"), ends=OuterRef("ends"))
    set_here = here.filter(assignment__employee=OuterRef("employee"))
    return [
        _rows(here.exclude(Exists(known)), PLAN_ONLY_HERE, _PERSON),
        _rows(here.filter(Exists(known)).exclude(Exists(same)), PLAN_DAYS, _PERSON),
        _rows(there.exclude(Exists(set_here)), PLAN_ONLY_THERE, "employee"),
    ]


def _ratings(agency: Agency, year: int) -> list[QuerySet[Any, Row]]:
    signed = Evaluation.objects.filter(agency=agency, period__year=year)
    here = signed.exclude(state__in=_UNSIGNED)
    there = NationalRating.objects.filter(agency=agency, starts__year=year)
    starts, ends = _DAYS
    known = there.filter(employee=OuterRef(_PERSON), starts=OuterRef(starts), ends=OuterRef(ends))
    same = known.filter(**{name: OuterRef(name) for name in _SAID})
    here_too = here.filter(
        assignment__employee=OuterRef("employee"),
        period__starts=OuterRef("starts"),
        period__ends=OuterRef("ends"),
    )
    other = here.filter(Exists(known)).exclude(Exists(same))
    return [
        _rows(here.exclude(Exists(known)), RATING_ONLY_HERE, _PERSON, _DAYS),
        _rows(there.exclude(Exists(here_too)), RATING_ONLY_THERE, "employee"),
        _rows(other, RATING_OTHER, _PERSON, _DAYS),
    ]


def _rows(
    rows: QuerySet[Any], what: str, person: str, days: tuple[str, str] = ("starts", "ends")
) -> QuerySet[Any, Row]:
    shown = {
        "person": F(person),
        "before": F(f"{person}__title_before"),
        "person_name": F(f"{person}__name"),
        "after": F(f"{person}__title_after"),
        "first": F(days[0]),
        "last": F(days[1]),
        "what": Value(what),
    }
    found: QuerySet[Any, Row] = rows.order_by().annotate(**shown).values_list(*shown)
    return found
