"""Groups of four tell nothing: every page and export is the same, whatever the four said or did.

Two regions alike but for what is kept back: what four citizens answered in a survey and what four
of the staff told the pulse; to the public also how long four reports took and how many stand behind
an opinion, which the staff work with one by one. No letter of a page or file may differ.
"""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

from karsa.accounts.models import User
from karsa.complaints.tests import make as complaints
from karsa.consultations.tests import make as consultations
from karsa.development import services as development
from karsa.development.models import PulsePart
from karsa.indicators.tests import make as indicators
from karsa.kit.remembered import forget_all
from karsa.kit.testing import undone
from karsa.org.models import Service
from karsa.org.tests import make
from karsa.rules.disclosure import LEAST
from karsa.rules.pulse import QUESTIONS
from karsa.surveys.tests import make as surveys
from karsa.tenancy.scope import scope
from tests import access
from tests.crawl import Crawl

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FEW = LEAST - 1
# What is drawn by lot each time a page is made, and tells nothing about anybody.
_DRAWN = re.compile(
    rb'(name="(?:csrfmiddlewaretoken|ticket|key)" value|nonce|data-sum|data-options)="[^"]*"'
    rb"|tiket=[\w%-]+|1990010120150\d{5}"
)


class Reader(access.Visitor):
    """A visitor who keeps what each address said."""

    def __init__(self, user: User | None) -> None:
        super().__init__(user)
        self.said: dict[str, bytes] = {}

    def visit(self, method: str, url: str, *sent: str) -> HttpResponseBase:
        response = self.generic(method, url, *sent)
        is_stream = isinstance(response, StreamingHttpResponse)
        said = b"".join(response) if is_stream else response.content
        self.said[url] = _DRAWN.sub(b"", said)
        return response


@pytest.mark.parametrize("name", ["anonymous", "regent"])
def test_what_four_said_changes_no_page(name, monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW + timedelta(days=1))
    bad, good = _told(name, FEW, 1), _told(name, FEW, 4)
    assert len(bad) > 50
    assert bad.keys() == good.keys()
    assert [url for url, said in bad.items() if good[url] != said] == []


def test_what_a_fifth_says_too_is_told(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW + timedelta(days=1))
    bad, good = _told("anonymous", LEAST, 1), _told("anonymous", LEAST, 4)
    assert len([url for url, said in bad.items() if good[url] != said]) > 5


def _told(name: str, many: int, liking: int) -> dict[str, bytes]:
    """What a person finds from page to page in a region where so many like all so much."""
    forget_all()
    caches["pages"].clear()  # the portal keeps pages as long as nothing was recorded
    with undone():
        agency = make.agency()
        with scope(agency):
            people = make.people(agency)
            is_public = name == "anonymous"
            _answer(people, many, liking)
            _report(people, many, liking if is_public else 1)
            _feel(people, many, liking)
            reader = Reader(None if is_public else getattr(people, name).user)
            Crawl(reader, (), most=3, deepest=0).follow("/", "/kerja/")
            return reader.said


def _answer(people: make.People, many: int, liking: int) -> None:
    """Two surveys of a service, one published."""
    service = Service.objects.create(agency=people.clinic.agency, unit=people.clinic, name="KIA")
    for title, over in (("Lama", {"state": "closed", "published_on": make.TODAY}), ("Kini", {})):
        found = surveys.survey(people.clinic, service=service, title=title, **over)
        found.places.update(code=f"kode-{title}")
        surveys.answers(found, many, liking)


def _report(people: make.People, many: int, liking: int) -> None:
    """Reports that took longer each time, and an opinion with so many behind it."""
    for number in range(many):
        took = make.TODAY - timedelta(days=2 + number * liking)
        said = {"received_on": took, "text": f"Loket {number}"}
        complaints.closed(people.clinic, code_digest=f"{number:064}", **said)
    named = indicators.indicator(people.clinic, name="Menunggu")
    asked = consultations.consultation(people.clinic, title="Antrean", indicator=named)
    consultations.said(asked, text="Setuju", supports=liking + many - FEW)


def _feel(people: make.People, many: int, liking: int) -> None:
    """A pulse that so many answered, released."""
    closes = make.TODAY + timedelta(days=1)
    pulse = development.open_pulse(actor=make.actor(people.hana), name="Kini", closes=closes)
    for part in PulsePart.objects.filter(pulse=pulse).order_by("employee")[:many]:
        actor = make.actor(part.employee)
        development.answer_pulse(actor=actor, part=part, answers=dict.fromkeys(QUESTIONS, liking))
    development.release_pulses(agency=pulse.agency, today=closes + timedelta(days=1))
