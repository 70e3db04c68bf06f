"""Opens a year: its periods by the agency's rhythm, and the days off that are known."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

import holidays
from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record_many
from karsa.kit.formats import MONTHS
from karsa.org.models import CalendarDay, Period
from karsa.org.policies import can_keep_organisation
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_ROMAN = ("I", "II", "III", "IV")
_KINDS = {"public": CalendarDay.Kind.PUBLIC, "government": CalendarDay.Kind.JOINT_LEAVE}


@transaction.atomic
def open_year(*, actor: Actor, year: int) -> tuple[Period, ...]:
    """Make the periods of `year` and its estimated days off; return the new periods.

    Safe to run again: what exists stays as it is, so a confirmed or local day is never
    overwritten. Raises PermissionDenied for anyone but the offices that keep the year, Refused
    for a year further away than the next. About six queries.
    """
    if not can_keep_organisation(actor):
        raise PermissionDenied
    if not actor.today.year - 5 <= year <= actor.today.year + 1:
        raise Refused(
            _("Tahun %(year)s terlalu jauh. Buka paling jauh tahun depan."), year=str(year)
        )
    known = set(
        Period.objects.filter(agency=actor.agency, year=year).values_list("number", flat=True)
    )
    missing = [row for row in _periods(actor.agency, year) if row.number not in known]
    made = tuple(Period.objects.bulk_create(missing))
    CalendarDay.objects.bulk_create(_days(actor.agency, year), ignore_conflicts=True)
    record_many(actor, "org.period_opened", made)
    return made


def _periods(agency: Agency, year: int) -> Iterator[Period]:
    """The whole year, then its months or quarters."""
    yield _period(agency, year, 0, f"Tahun {year}", (1, 12))
    if agency.rhythm == agency.Rhythm.MONTHLY:
        for number, name in enumerate(MONTHS, 1):
            yield _period(agency, year, number, f"{name} {year}", (number, number))
    else:
        for number, roman in enumerate(_ROMAN, 1):
            months = (number * 3 - 2, number * 3)
            yield _period(agency, year, number, f"Triwulan {roman} {year}", months)


def _period(agency: Agency, year: int, number: int, name: str, months: tuple[int, int]) -> Period:
    first, last = months
    return Period(
        agency=agency,
        year=year,
        number=number,
        name=name,
        starts=date(year, first, 1),
        ends=date(year, last, monthrange(year, last)[1]),
    )


def _days(agency: Agency, year: int) -> Iterator[CalendarDay]:
    """Public holidays first: where joint leave falls on one, the holiday names the day."""
    for category, kind in _KINDS.items():
        found = holidays.country_holidays(
            "ID", years=year, categories=category, language="id", observed=False
        )
        for day, name in sorted(found.items()):
            yield CalendarDay(agency=agency, day=day, name=name[:120], kind=kind)
