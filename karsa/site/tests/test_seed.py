"""A region made from numbers: the same each time, whole, and usable."""

import os
from datetime import UTC, date, datetime
from io import StringIO

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, F

from karsa.evaluations.models import Evaluation
from karsa.feedback.models import Feedback
from karsa.journal.models import DailyEntry, EntryEvidence
from karsa.kit.testing import undone
from karsa.org.models import Employee, RaterLine, Unit
from karsa.plans.models import PerformancePlan
from karsa.rules import nip
from karsa.site.seed.pen import write
from karsa.site.seed.people import nip_of
from karsa.site.seed.size import Size, line_of
from karsa.site.seed.sow import sow
from karsa.tenancy.scope import scope
from tests.browser.server import karsa
from tests.with_postgres import as_owner

NOW = datetime(2026, 4, 20, 3, tzinfo=UTC)
PEOPLE = 50


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """Fifty people up to 20 April, taken back after the module."""
    with django_db_blocker.unblock(), undone():
        yield sow(Size(PEOPLE, 1, NOW.date()), NOW, "rahasia-benih")


@pytest.mark.once
@pytest.mark.django_db
class TestRegion:
    @pytest.fixture(autouse=True)
    def inside(self, region):
        with scope(region):
            yield

    def test_everybody_has_a_number_a_plan_and_a_rater(self):
        numbers = list(Employee.objects.values_list("nip", flat=True))
        assert len({nip.read(number).digits for number in numbers}) == PEOPLE
        assert PerformancePlan.objects.filter(state="set").count() == PEOPLE
        assert RaterLine.objects.exclude(rater=F("assignment__employee")).count() == PEOPLE - 1

    def test_units_hang_in_one_tree(self):
        assert Unit.objects.count() == 4
        for unit in Unit.objects.select_related("parent").exclude(parent=None):
            assert unit.parent
            assert unit.path == f"{unit.parent.path}{unit.pk:06}/"

    def test_work_stands_on_working_days_that_are_over(self):
        days = DailyEntry.objects.values_list("day", flat=True)
        assert all(day.weekday() < 5 and day < NOW.date() for day in days)
        most = DailyEntry.objects.values("employee", "day").annotate(n=Count("pk"))
        assert not most.filter(n__gt=1).exists()
        assert len(days) > PEOPLE * 50
        assert EntryEvidence.objects.filter(entry__result__plan=F("entry__plan")).exists()

    def test_quarters_that_are_over_are_evaluated_by_the_rater(self):
        assert Evaluation.objects.count() == PEOPLE - 1
        assert not Evaluation.objects.exclude(rater=F("plan__rater")).exists()
        assert not Feedback.objects.exclude(giver=F("plan__rater")).exists()

    def test_its_people_can_work(self, client):
        head = Employee.objects.get(nip=nip_of(0))
        client.force_login(Employee.objects.exclude(pk=head.pk).latest("pk").user)
        assert client.get("/kerja/hari-ini/").status_code == 200


def test_it_is_the_same_each_time():
    assert nip_of(0) == "196801011992011001"
    assert line_of(160) == (0, 1, 13, 160)
    assert Size(100, 2, date(2026, 4, 20)).all_years == (2025, 2026)


@pytest.mark.once
def test_a_default_that_differs_is_not_guessed(agency):
    with pytest.raises(TypeError, match="key"):
        write(DailyEntry, ["id"], [])


@pytest.mark.once
@pytest.mark.django_db
def test_only_an_empty_database_is_sown(agency):
    with pytest.raises(CommandError, match="basis data kosong"):
        call_command("seed", "--employees", "10", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("seed", "--employees", "0", stdout=StringIO())


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
def test_the_owner_copies_and_the_wall_stands_again(tmp_path):
    name = f"seed_{os.getpid()}"
    urls = {
        key: f"{getattr(settings, key).rpartition('/')[0]}/{name}"
        for key in ("DATABASE_URL", "DATABASE_ADMIN_URL")
    }
    template = os.environ["TEST_TEMPLATE"]
    with as_owner() as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            told = karsa(tmp_path, "seed", "--employees", "20", "--at", "2026-01-20", **urls)
            assert nip_of(0) in told
            karsa(tmp_path, "check-months", **urls)
            with psycopg.connect(urls["DATABASE_URL"]) as app:
                seen = "SELECT count(*) FROM journal_dailyentry"
                assert app.execute(seen).fetchall() == [(0,)]
                app.execute("SELECT set_config('karsa.agency', id::text, true) FROM tenancy_agency")
                [(count,)] = app.execute(seen).fetchall()
                assert count > 20 * 5
        finally:
            server.execute(f"DROP DATABASE {name}")
