"""The region that several machines serve: `python -m tests.many.region [JOBS]`.

Makes the people every test knows, Rina with a plan and a password, asks for JOBS imports of twenty
people each, and prints who is signed in and what Rina reports about.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from karsa.kit import clock  # noqa: E402
from karsa.org.tests import make  # noqa: E402
from karsa.plans.tests import make as plans  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402
from tests.bench.sync_region import _session  # noqa: E402
from tests.faults.region import import_people  # noqa: E402

PASSWORD = "pagi cerah di puskesmas"
IMPORTED = 20


def lay(jobs: int) -> dict[str, str]:
    """Make it; return sessions by name, Rina's NIP and her work."""
    agency = make.agency()
    with scope(agency):
        people = make.people(agency)
        action = plans.action(plans.result(plans.plan(people.rina.assignments.get())))
        people.rina.user.set_password(PASSWORD)
        people.rina.user.save()
        hana = make.actor(people.hana, clock.now())
        for number in range(jobs):
            first = 1 + number * IMPORTED  # no NIP ends on 000
            import_people(hana, people.clinic.name, range(first, first + IMPORTED))
        sessions = {name: _session(getattr(people, name).user) for name in ("andi", "hana")}
        return {
            "nip": people.rina.nip,
            "about": f"a{action.pk}",
            "clinic": str(people.clinic.pk),
            **sessions,
        }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(lay(int(sys.argv[1]))))
