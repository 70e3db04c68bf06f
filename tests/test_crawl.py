"""As each person, every link and form from the home page on: no error, no foreign row.

Foreign rows carry a word that no page may show: those of the other agency to nobody of ours, and
those of a colleague to nobody outside her line.
"""

import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.urls import get_resolver

from karsa.accounts.models import User
from karsa.kit.testing import undone
from karsa.org.tests import make
from karsa.rules.refused import Refused
from karsa.site.demo.load import load
from karsa.site.demo.people import SEATS
from karsa.tenancy.models import Agency, AgencyModel
from karsa.tenancy.scope import scope
from tests import access
from tests.access_rows import MAKERS, feedback, journal
from tests.crawl import Crawl
from tests.neighbours import Found, to_the_rest
from tests.patterns import methods_of, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FOREIGN, PRIVATE = "KENARI", "RAHASIA"
OF_A_PERSON = {"journal", "feedback"}
STARTS = ("/", "/kerja/")
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # a Friday afternoon in Jakarta
LATER = datetime(2026, 5, 4, 3, tzinfo=UTC)  # nobody may rate the first quarter any more
SIZE = 60
REACHED = 0.97  # of all pages; what is missing is printed


def _fill(people: make.People, makers: Iterable[Callable[[make.People], object]]) -> None:
    """Make what makers make; of those that ask for the same place one has it."""
    for maker in makers:
        try:
            with transaction.atomic():
                maker(people)
        except (IntegrityError, Refused, models.ObjectDoesNotExist, models.ProtectedError):
            continue


def _fill_beside(agency: Agency, makers: Iterable[Callable[[make.People], object]]) -> None:
    with scope(agency):
        _fill(make.people(agency), makers)
        assert _mark(agency, FOREIGN) > 20


def _mark(agency: Agency, word: str, rooms: Iterable[str] = ()) -> int:
    """Write a word into each free text of an agency's rows; return how many texts it stands in."""
    return sum(
        _write(model, field, agency, word)
        for model in apps.get_models()
        if issubclass(model, AgencyModel) and (not rooms or model._meta.app_label in rooms)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    )


def _write(model: Any, field: models.Field[Any, Any], agency: Agency, word: str) -> int:
    try:
        with transaction.atomic():
            return int(model._base_manager.filter(agency=agency).update(**{field.name: word}))
    except IntegrityError:  # a word of its own, or one of a few
        return 0


def test_a_stranger_meets_no_error_and_no_foreign_row(region):
    makers = (journal.entry, feedback.remark, feedback.guidance)
    _fill_beside(Agency.objects.get(code="lain"), makers)
    _fill(region.people, makers)
    assert _mark(region.people.rina.agency, PRIVATE, OF_A_PERSON)
    words = (FOREIGN, PRIVATE)
    found = Crawl(region.visitors["budi"], words, most=1, deepest=1).follow("/kerja/")
    assert found.odd == []
    assert len(found.asked) > 100


@pytest.mark.fault
def test_everybody_reaches_nearly_every_page(monkeypatch, settings):
    settings.SECURITY_CONTACT = "mailto:keamanan@contoh.test"
    monkeypatch.setattr("karsa.kit.clock.now", lambda: NOW)
    pages = _pages()
    with undone():
        opened, odd = _through_the_demo()
    for day in (make.NOW, LATER):
        monkeypatch.setattr("karsa.kit.clock.now", lambda now=day: now)
        found = _through_the_table(pages - opened)
        opened |= found.opened
        odd |= {f"{name}, {day:%B}": said for name, said in found.odd.items()}
    missed = pages - opened
    share = 1 - len(missed) / len(pages)
    sys.stdout.write(f"{share:.1%} of {len(pages)} pages; not {sorted(missed)}\n")
    assert [said for said in odd.values() if said] == []
    assert share >= REACHED


def _through_the_table(missing: set[str]) -> Found:
    """Ways to `missing` pages near a thing of each kind, as of now."""
    with undone():
        agency = make.agency(embedding="https://contoh.test")
        with scope(agency):
            return to_the_rest(missing, access.region(agency))


def _through_the_demo() -> tuple[set[str], dict[str, list[str]]]:
    """What links and forms open to the printed people of the demo, and what was odd on the way."""
    home = load(now=NOW, size=SIZE)
    _fill_beside(make.agency(code="lain", name="Kabupaten Lain", host="lain.test"), MAKERS.values())
    opened: set[str] = set()
    odd = {}
    with scope(home):
        users = {seat.label: User.objects.get(username=seat.nip) for seat in SEATS}
        for name, user in {"anonymous": None, **users}.items():
            with undone():
                found = Crawl(access.Visitor(user), (FOREIGN,)).follow(*STARTS)
            opened |= found.opened
            odd[name] = found.odd
    return opened, odd


def _pages() -> set[str]:
    return {
        name
        for name, entry in patterns(get_resolver())
        if "GET" in methods_of(name, entry) and not name.startswith("api:")
    }
