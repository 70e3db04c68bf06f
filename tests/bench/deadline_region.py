"""Who sends on the deadline's day and who reads meanwhile, as JSON. Reads the environment."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.db import connection  # noqa: E402

from karsa.kit import clock  # noqa: E402
from karsa.org.models import Employee  # noqa: E402
from karsa.plans.models import WorkResult  # noqa: E402
from karsa.tenancy.models import Agency  # noqa: E402
from karsa.tenancy.owner import connect_as_owner  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402
from tests.bench.sync_region import TOKEN, _session  # noqa: E402
from tests.bench.visits import who_asks  # noqa: E402


def main(people: int) -> None:
    """Print the phones of so many people of the only agency, and the sessions of two readers."""
    connect_as_owner(connection)
    agency = Agency.objects.get()
    with scope(agency):
        team, leader = who_asks(agency)
        phones = [_phone(result) for result in _works(agency, people)]
        readers = {"staff": _session(team[0].user), "leader": _session(leader.user)}
    day = clock.now().date().isoformat()
    sys.stdout.write(json.dumps({"phones": phones, "readers": readers, "day": day}))


def _works(agency: Agency, people: int) -> list[WorkResult]:
    """A result of this year's plan of each."""
    year = clock.now().year
    rows = WorkResult.objects.filter(agency=agency, plan__year=year, plan__state="set", order=1)
    return list(rows.select_related("plan__assignment__employee__user")[:people])


def _phone(work: WorkResult) -> dict[str, str]:
    owner: Employee = work.plan.assignment.employee
    assert owner.user
    return {"session": _session(owner.user), "token": TOKEN, "about": f"r{work.pk}"}


if __name__ == "__main__":
    main(int(sys.argv[1]))
