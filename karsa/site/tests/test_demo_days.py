"""A demo may begin on any day of the year, also before anything has been set."""

from datetime import UTC, datetime

import pytest
from django.db import models

from karsa.evaluations.models import Evaluation, OrganisationGrade
from karsa.journal.models import DailyEntry
from karsa.plans.models import PerformancePlan
from karsa.site.demo.load import load
from karsa.tenancy.scope import scope

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("day", [datetime(2026, 1, 7), datetime(2026, 3, 30), datetime(2026, 7, 3)])
def test_nothing_lies_in_the_future(day: datetime):
    now = day.replace(hour=4, tzinfo=UTC)
    with scope(load(now=now, size=40)):
        assert PerformancePlan.objects.filter(state="set").exists()
        entries = DailyEntry.objects.all()
        assert entries.exists()
        assert not entries.filter(day__gt=day.date()).exists()
        assert not entries.filter(
            models.Q(sent_at__gt=now) | models.Q(reviewed_at__gt=now)
        ).exists()
        evaluations = Evaluation.objects.all()
        assert evaluations.exists()
        assert not evaluations.filter(decided_at__gt=now).exists()
        assert not evaluations.filter(received_on__gt=day.date()).exists()
        assert not OrganisationGrade.objects.filter(set_at__gt=now).exists()
        assert not PerformancePlan.objects.filter(set_at__gt=now).exists()
