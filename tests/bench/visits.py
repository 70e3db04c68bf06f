"""The main pages and writes of every role in a seeded region, as JSON. Reads the environment."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

import dj_database_url  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from karsa.journal.models import DailyEntry  # noqa: E402
from karsa.kit import clock  # noqa: E402
from karsa.kit.testing import queries_of  # noqa: E402
from karsa.org.models import Employee, RaterLine  # noqa: E402
from karsa.org.queries.periods import periods_of  # noqa: E402
from karsa.plans.models import PerformancePlan  # noqa: E402
from karsa.site.seed.people import nip_of  # noqa: E402
from karsa.site.seed.size import PER_UNIT  # noqa: E402
from karsa.tenancy.models import Agency  # noqa: E402
from karsa.tenancy.owner import connect_as_owner  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402
from tests.bench.asking import Ask  # noqa: E402
from tests.bench.ceiling.views import make_table  # noqa: E402

TEAM = 100  # whom one leader rates
ASKING = 32  # of them, who ask in turn for what is their own
_REGENT, _MANAGER, _INSPECTOR = range(3)


def main() -> None:
    """Prepare the only agency and print the asks, with how many queries each page takes."""
    connect_as_owner(connection)
    make_table(dj_database_url.parse(settings.DATABASE_URL)["USER"])
    agency = Agency.objects.get()
    with scope(agency):
        team, leader = who_asks(agency)
        told = [*pages(team, leader), *_writes(team, leader)]
    sys.stdout.write(json.dumps(told))


def who_asks(agency: Agency) -> tuple[list[Employee], Employee]:
    """Return some of the staff and the leader who rates them among a hundred.

    Nobody is asked for a second step, which the pages of three of them would lead to.
    """
    Agency.objects.update(second_factor=Agency.SecondFactor.RECOMMENDED)
    leader = _person(PER_UNIT)
    return _gather(agency, leader), leader


def _person(number: int) -> Employee:
    return Employee.objects.select_related("user").get(nip=nip_of(number))


def _gather(agency: Agency, leader: Employee) -> list[Employee]:
    """Let a hundred people be rated by one leader; return some of them."""
    lines = RaterLine.objects.filter(agency=agency, assignment__is_head=False).order_by("pk")
    chosen = list(lines[PER_UNIT * 2 : PER_UNIT * 2 + TEAM].values_list("assignment", flat=True))
    RaterLine.objects.filter(assignment__in=chosen).update(rater=leader)
    PerformancePlan.objects.filter(assignment__in=chosen).update(rater=leader)
    found = Employee.objects.filter(assignments__in=chosen).select_related("user").order_by("pk")
    return list(found[:ASKING])


def pages(team: list[Employee], leader: Employee) -> Iterator[dict[str, object]]:
    """Yield the ask for each main page, with how many queries it takes.

    What is one's own is asked by all of the team in turn, the rest by whose page it is.
    """
    staff = team[0]
    today = clock.now().date()
    plan = PerformancePlan.objects.get(assignment__employee=staff, year=today.year)
    periods = periods_of(plan.agency, today.year)
    period = next(one for one in periods if one.starts <= today <= one.ends)
    places = [
        (team, "home", "insights:today", []),
        (team, "own entries", "journal:mine", []),
        (team, "new entry", "journal:new", []),
        ([staff], "own plan", "plans:plan", [plan.pk]),
        ([leader], "board", "insights:team", []),
        ([leader], "waiting", "journal:waiting", []),
        ([leader], "evaluation", "evaluations:assess", [plan.pk, period.pk]),
        ([_person(_REGENT)], "indicators", "insights:leader", []),
        ([_person(_MANAGER)], "cycle", "insights:cycle", []),
        ([_person(_INSPECTOR)], "trail", "insights:trail", []),
    ]
    for people, name, place, args in places:
        clients, path = [_signed_in(who) for who in people], reverse(place, args=args)
        assert clients[0].get(path).status_code == 200, path
        queries = len(queries_of(lambda client=clients[0], path=path: client.get(path)))
        yield asdict(Ask(name, path, list(map(_session, clients)))) | {"queries": queries}


def _writes(team: list[Employee], leader: Employee) -> Iterator[dict[str, object]]:
    sessions = [_session(_signed_in(who)) for who in team]
    results = [DailyEntry.objects.filter(employee=who).latest("pk").result_id for who in team]
    forms = [_form(result) for result in results]
    bodies = [f"{urlencode(form)}&key={{uuid}}" for form in forms]
    yield asdict(Ask("write: entry", reverse("journal:new"), sessions, bodies))
    parcels = list(map(_parcel, forms))
    place = reverse("journal:send")
    yield asdict(Ask("write: 20 entries", place, sessions, parcels, "application/json"))
    session = _session(_signed_in(leader))
    said = "Ide: hasilnya terasa di lapangan."
    praise = urlencode({"topic": results[0], "tone": "positive", "text": said})
    plan = PerformancePlan.objects.get(results=results[0])
    given = reverse("feedback:give", args=[plan.pk])
    yield asdict(Ask("write: feedback", given, [session], [praise]))


def _form(result: int) -> dict[str, str]:
    day = f"{clock.now().date()}"
    return {"about": f"r{result}", "quantity": "3", "day": day, "text": "Kunjungan"}


def _parcel(fields: dict[str, str]) -> str:
    now = datetime.now(UTC).isoformat()
    entry = {"key": "{uuid}", "written_at": now, "fields": fields, "files": []}
    return json.dumps({"clock": now, "entries": [entry] * 20})


def _signed_in(person: Employee) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person.user)
    return client


def _session(client: Client) -> str:
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    main()
