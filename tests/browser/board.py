"""A small region for the live board: `python -m tests.browser.board begin N`, then `… report N`.

`begin` makes the people every test knows with N entries that wait, and prints Andi's and Rina's
sessions; `report` has Rina send N more, each through the service, as her phone would; `withdraw`
has her take entry N back, mend it and send it again.
"""

import json
import os
import sys
from datetime import timedelta
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from karsa.accounts.models import User  # noqa: E402
from karsa.journal import services  # noqa: E402
from karsa.journal.models import DailyEntry  # noqa: E402
from karsa.journal.tests import make as journal  # noqa: E402
from karsa.kit import clock  # noqa: E402
from karsa.org.models import Employee  # noqa: E402
from karsa.org.tests import make  # noqa: E402
from karsa.plans.models import WorkResult  # noqa: E402
from karsa.plans.tests import make as plans  # noqa: E402
from karsa.tenancy.models import Agency  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402


def begin(count: int) -> dict[str, str]:
    """Make the region; return the sessions by name."""
    agency = make.agency()
    with scope(agency):
        people = make.people(agency)
        result = plans.result(plans.plan(people.rina.assignments.get()))
        for number in range(count):
            day = make.TODAY - timedelta(days=number % 3)
            journal.entry(result, text=f"Kunjungan ke-{number + 1}", day=day)
        return {name: session(getattr(people, name).user) for name in ("andi", "rina", "sinta")}


def report(count: int) -> list[int]:
    """Send entries as Rina; return their numbers."""
    agency = Agency.objects.get()
    with scope(agency):
        rina = Employee.objects.get(name="Rina Kartikasari")
        result = WorkResult.objects.select_related("plan__assignment").get()
        actor = make.actor(rina, clock.now())
        said = {"result": result, "day": actor.today, "text": "Baru saja"}
        post = result.plan.assignment
        return [
            services.report(actor=actor, assignment=post, key=uuid4(), **said).pk
            for _ in range(count)
        ]


def withdraw(key: int) -> int:
    """Have Rina take an entry back and send it again."""
    agency = Agency.objects.get()
    with scope(agency):
        entry = DailyEntry.objects.select_related("employee", "result", "action").get(pk=key)
        actor = make.actor(entry.employee, clock.now())
        services.withdraw(actor=actor, entry=entry)
        said = {"result": entry.result, "day": entry.day, "text": "Sudah dibetulkan"}
        return services.resend(actor=actor, entry=entry, **said).pk


def session(user: User) -> str:
    """Sign somebody in without the form."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "karsa.accounts.backend.AgencyBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


if __name__ == "__main__":
    act = {"begin": begin, "report": report, "withdraw": withdraw}[sys.argv[1]]
    sys.stdout.write(json.dumps(act(int(sys.argv[2]))))
