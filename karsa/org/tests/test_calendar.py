from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.org.models import CalendarDay
from karsa.org.queries.calendar import calendar_of
from karsa.org.services.calendar import add_day, confirm_days, remove_day
from karsa.org.services.year import open_year
from karsa.org.tests import make
from karsa.rules.refused import Refused

FOUNDING = date(2026, 7, 9)


def test_estimates_are_confirmed_once(people):
    hana = make.actor(people.hana)
    open_year(actor=hana, year=2026)
    days = list(CalendarDay.objects.values_list("pk", flat=True)[:3])

    assert confirm_days(actor=hana, day_ids=days) == 3
    assert confirm_days(actor=hana, day_ids=days) == 0
    assert CalendarDay.objects.filter(is_confirmed=True).count() == 3
    assert AuditEntry.objects.filter(verb="org.day_confirmed").count() == 3


def test_a_local_day_is_added_once_and_taken_back(agency, people):
    hana = make.actor(people.hana)
    row = add_day(actor=hana, day=FOUNDING, name="Hari jadi", kind="agency")

    assert not calendar_of(agency).is_working(FOUNDING)
    with pytest.raises(Refused, match="sudah ada"):
        add_day(actor=hana, day=FOUNDING, name="Hari jadi", kind="agency")
    remove_day(actor=hana, day_id=row.pk)
    assert calendar_of(agency).is_working(FOUNDING)


def test_only_keepers_change_the_calendar(people):
    with pytest.raises(PermissionDenied):
        add_day(actor=make.actor(people.andi), day=FOUNDING, name="Libur", kind="agency")
    with pytest.raises(PermissionDenied):
        confirm_days(actor=make.actor(people.andi), day_ids=[])
