"""What differs between this house and BKN's record: whose row, and in what; never a grade."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_noop

from karsa.evaluations.models import Evaluation, NationalPlan, NationalRating
from karsa.org.models import Employee
from karsa.plans.models import PerformancePlan
from karsa.tenancy.models import Agency

PLAN_ONLY_HERE = gettext_noop("SKP ditetapkan di sini, belum ada di BKN")
PLAN_ONLY_THERE = gettext_noop("SKP ada di BKN, belum ditetapkan di sini")
PLAN_DAYS = gettext_noop("Masa SKP berbeda")
RATING_ONLY_HERE = gettext_noop("Hasil sudah ditandatangani di sini, belum ada di BKN")
RATING_ONLY_THERE = gettext_noop("Hasil ada di BKN, belum ditandatangani di sini")
RATING_OTHER = gettext_noop("Rating atau predikatnya berbeda")

_UNSIGNED = (Evaluation.State.DRAFT, Evaluation.State.DECIDED)
_Span = tuple[int, date, date]


@dataclass(frozen=True, slots=True)
class Difference:
    """One person's difference: in what, and of which days."""

    employee_id: int
    name: str
    days: str
    what: str


def differences(agency: Agency, year: int) -> tuple[Difference, ...]:
    """Return what differs in the plans and results of a year, by name. Five queries."""
    found = [*_plans(agency, year), *_ratings(agency, year)]
    people = Employee.objects.filter(pk__in={person for person, *_more in found})
    names = {row.pk: row.full_name for row in people}
    rows = (
        Difference(person, names[person], f"{starts:%d-%m-%Y} – {ends:%d-%m-%Y}", gettext(what))
        for (person, starts, ends, what) in found
    )
    return tuple(sorted(rows, key=lambda row: (row.name, row.days, row.what)))


def _plans(agency: Agency, year: int) -> Iterator[tuple[int, date, date, str]]:
    set_here = PerformancePlan.objects.filter(
        agency=agency, year=year, state=PerformancePlan.State.SET
    )
    here = set(set_here.values_list("assignment__employee", "starts", "ends"))
    rows = NationalPlan.objects.filter(agency=agency, starts__year__lte=year, ends__year__gte=year)
    there = set(rows.values_list("employee", "starts", "ends"))
    known_here, known_there = {span[0] for span in here}, {span[0] for span in there}
    for span in sorted(here - there):
        yield *span, PLAN_DAYS if span[0] in known_there else PLAN_ONLY_HERE
    for span in sorted(there - here):
        if span[0] not in known_here:
            yield *span, PLAN_ONLY_THERE


def _ratings(agency: Agency, year: int) -> Iterator[tuple[int, date, date, str]]:
    signed = Evaluation.objects.filter(agency=agency, period__year=year)
    fields = ("result_rating", "behaviour_rating", "grade")
    here: dict[_Span, tuple[str, ...]] = {
        (person, starts, ends): tuple(said)
        for person, starts, ends, *said in signed.exclude(state__in=_UNSIGNED).values_list(
            "assignment__employee", "period__starts", "period__ends", *fields
        )
    }
    rows = NationalRating.objects.filter(agency=agency, starts__year=year)
    there: dict[_Span, tuple[str, ...]] = {
        (person, starts, ends): tuple(said)
        for person, starts, ends, *said in rows.values_list("employee", "starts", "ends", *fields)
    }
    for span in sorted(here.keys() | there.keys()):
        if span not in there:
            yield *span, RATING_ONLY_HERE
        elif span not in here:
            yield *span, RATING_ONLY_THERE
        elif here[span] != there[span]:
            yield *span, RATING_OTHER
