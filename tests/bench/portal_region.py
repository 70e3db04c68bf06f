"""What the load test's portal tells: a region with a year of figures. Reads the environment."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.urls import reverse  # noqa: E402

from karsa.complaints.tests import make as complaints  # noqa: E402
from karsa.consultations.tests import make as consultations  # noqa: E402
from karsa.indicators.models import Indicator  # noqa: E402
from karsa.insights.tests.opened import YEAR, confirmed, opened  # noqa: E402
from karsa.kit import clock  # noqa: E402
from karsa.org.tests import make  # noqa: E402
from karsa.surveys.tests import make as surveys  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402

_INDICATORS, _SURVEYS, _REPORTS = 10, 6, 200


def make_region() -> list[str]:
    """Fill a region; return the addresses of its front page, an indicator and a unit."""
    agency, today = make.agency(), clock.now().date()
    with scope(agency):
        people = make.people(agency)
        for _n in range(_INDICATORS):
            _indicator(people)
        for number in range(_SURVEYS):
            found = surveys.survey(people.clinic, "Loket", state="closed", published_on=make.TODAY)
            surveys.answers(found, 60 + number)
            consultations.consultation(people.clinic, ends=today, answers_due=today)
        service = surveys.service(people.clinic, "Loket 1", "Loket 2")
        for _n in range(_REPORTS):
            complaints.answered(people.clinic, service=service)
        first = Indicator.objects.earliest("pk")
        pages = [("home", ()), ("indicator", (first.pk,)), ("unit", (people.clinic.pk,))]
        return [reverse(f"portal:{name}", args=args) for name, args in pages]


def _indicator(people: make.People) -> None:
    made = opened(people)
    for month in range(2, 11):
        confirmed(people, made, month, 80 + month)
    assert clock.now().year == YEAR
