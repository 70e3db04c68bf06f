"""The survey of the load test, and filled forms with their sums. Reads the environment."""

import os
from datetime import timedelta
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from karsa.kit import clock  # noqa: E402
from karsa.org.tests import make  # noqa: E402
from karsa.portal import door  # noqa: E402
from karsa.portal.tests.test_door import solved  # noqa: E402
from karsa.surveys.models import Response  # noqa: E402
from karsa.surveys.tests import make as surveys  # noqa: E402
from karsa.tenancy.models import Agency  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402


def make_survey() -> str:
    """Return the code of an open survey."""
    agency = make.agency()
    with scope(agency):
        ends = clock.now().date() + timedelta(days=30)
        return surveys.place(surveys.survey(make.people(agency).clinic, ends=ends)).code


def fill(count: int) -> list[str]:
    """Return so many bodies to send; the sums are small, checking them costs the same."""
    door.HARDEST = 50
    shown = clock.now() - timedelta(seconds=30)
    answers = {f"u{number}": "3" for number in range(1, 10)}
    bodies = []
    for _number in range(count):
        opened = door.open_door(shown)
        said = {"ticket": opened.ticket, "altcha": solved(opened), "situs": "", **answers}
        bodies.append(urlencode(said))
    return bodies


def kept() -> int:
    """Return how many answers the database has."""
    with scope(Agency.objects.get()):
        return Response.objects.count()
