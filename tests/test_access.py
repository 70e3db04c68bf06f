"""The access table people can read, run: every page × person, also of another agency.

A row names a method, a page, its arguments and the answer each person gets. Every act is
rolled back, so that rows do not depend on each other. A page without a row fails the suite.
"""

import csv
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from karsa.accounts.models import User
from karsa.accounts.roles import Role
from karsa.org.tests import make
from karsa.tenancy.scope import scope
from tests import access_rows

with (Path(__file__).parent / "access.csv").open(encoding="utf-8") as table:
    ROWS = list(csv.DictReader(table))
PEOPLE = [name for name in ROWS[0] if name not in ("method", "page", "args")]


@pytest.fixture
def accounts(people, agency, elsewhere) -> dict[str, User | None]:
    """The account of every column."""
    admin = User.objects.create(agency=agency, username="admin")
    make.grant_to(admin, Role.ADMINISTRATOR)
    with scope(elsewhere):
        stranger = make.employee(elsewhere, "Orang Lain")
        make.assignment(stranger, make.unit(agency=elsewhere), is_head=True)
    named = {name: getattr(people, name).user for name in PEOPLE if hasattr(people, name)}
    return {**named, "anonymous": None, "admin": admin, "elsewhere": stranger.user}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['method']} {row['page']}")
def test_each_person_gets_the_answer_of_the_table(row, accounts, people, monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)
    url = reverse(row["page"], kwargs=_arguments(row["args"], people))
    answers = {name: _answer(row["method"], url, accounts[name]) for name in PEOPLE}
    assert answers == {name: int(row[name]) for name in PEOPLE}


def test_every_page_stands_in_the_table():
    listed = {row["page"] for row in ROWS}
    assert {name for name in _names(get_resolver()) if name not in listed} == set()


def _arguments(text: str, people: make.People) -> dict[str, object]:
    """Read "pk=entry;kind=skp": a value is a row's name in access_rows, or a word as it stands."""
    pairs = (pair.split("=", 1) for pair in text.split(";") if pair)
    return {
        name: getattr(access_rows, value)(people) if hasattr(access_rows, value) else value
        for name, value in pairs
    }


def _answer(method: str, url: str, user: User | None) -> int:
    client = Client(raise_request_exception=False)
    if user is not None:
        with scope(user.agency):
            client.force_login(user)
    with transaction.atomic():
        response = client.get(url) if method == "GET" else client.post(url)
        code = response.status_code
        if response.streaming:  # read to its end: closing by hand would close the connection
            list(response.streaming_content)
        transaction.set_rollback(True)
    return code


def _names(resolver: URLResolver, prefix: str = "") -> list[str]:
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            found += _names(entry, prefix + space)
        elif isinstance(entry, URLPattern) and entry.name:
            found.append(prefix + entry.name)
    return found
