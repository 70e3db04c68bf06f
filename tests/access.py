"""The access table and the region it is tried in: who asks for what, as whom.

The region is made once a module and what a row adds is taken back, so that rows do not depend on
each other and each costs only its own.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import cast

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from karsa.accounts.models import User
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, Employee
from karsa.org.tests import make
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope
from tests.access_rows import MAKERS

with (Path(__file__).parent / "access.csv").open(encoding="utf-8") as table:
    ROWS = list(csv.DictReader(table))
PEOPLE = [name for name in ROWS[0] if name not in ("method", "page", "args")]


# Whoever has no column is shown nothing that none of these is shown.
LIKE = {"ended": ("budi",), "acting": ("andi", "budi"), "closed": ("anonymous",)}
Row = dict[str, str]


def name_of(row: Row) -> str:
    return f"{row['method']} {row['page']}"


class Visitor(RequestFactory):
    """Somebody's browser; every visit begins with the cookies it came with.

    It is handled as the client of Django's tests would, but no copy is kept of what was rendered.
    """

    def __init__(self, user: User | None) -> None:
        super().__init__()
        self._handler = ClientHandler(enforce_csrf_checks=False)
        if user is not None:
            client = Client()
            with scope(user.agency):
                client.force_login(user)
            self.cookies = client.cookies

    def request(self, **asked: object) -> HttpResponseBase:
        return self._handler(self._base_environ(**asked))

    def visit(self, method: str, url: str, *sent: str) -> HttpResponseBase:
        """Ask for an address; what is `sent` is a body and its type."""
        response: HttpResponseBase = self.generic(method, url, *sent)
        if isinstance(
            response, StreamingHttpResponse
        ):  # read to its end: closing by hand would close the connection
            list(cast(Iterator[bytes], response.streaming_content))
        return response


@dataclass(frozen=True)
class Region:
    """The people of the table, and the browser of every column."""

    people: make.People
    visitors: dict[str, Visitor]
    others: dict[str, Visitor]


def region(home: Agency) -> Region:
    """Make the people of the table, an agency beside theirs, and a browser for each."""
    people = make.people(home)
    accounts = _accounts(people)
    others = {name: Visitor(account) for name, account in _others(people).items()}
    User.objects.filter(employee__name="closed").update(is_active=False)  # while signed in
    return Region(people, {name: Visitor(accounts[name]) for name in PEOPLE}, others)


def _accounts(people: make.People) -> dict[str, User | None]:
    home = people.rina.agency
    admin = User.objects.create(agency=home, username="admin")
    make.grant_to(admin, Role.ADMINISTRATOR)
    elsewhere = make.agency(code="lain", name="Kabupaten Lain", host="lain.test")
    with scope(elsewhere):
        stranger = make.employee(elsewhere, "Orang Lain")
        make.assignment(stranger, make.unit(agency=elsewhere), is_head=True)
    named = {name: getattr(people, name).user for name in PEOPLE if hasattr(people, name)}
    return {**named, "anonymous": None, "admin": admin, "elsewhere": stranger.user}


def _others(people: make.People) -> dict[str, User | None]:
    """Three people without a post yet; one was a performance manager."""
    made = {name: make.employee(people.rina.agency, name) for name in ("ended", "acting", "closed")}
    make.grant(made["closed"], Role.PERFORMANCE_MANAGER)
    return {name: one.user for name, one in made.items()}


def hand_over(people: make.People) -> None:
    """One led the clinic until yesterday, another leads it for Andi today.

    Only while they ask: a second head of the clinic would change what others may.
    """
    ended, acting = (Employee.objects.get(name=name) for name in ("ended", "acting"))
    kinds, yesterday = Assignment.Kind, make.TODAY - timedelta(days=1)
    make.assignment(ended, people.clinic, is_head=True, kind=kinds.ACTING, ends=yesterday)
    make.assignment(acting, people.clinic, is_head=True, kind=kinds.DAILY_ACTING)


def made(text: str, people: make.People) -> dict[str, object]:
    """Make what "pk=entry;kind=skp" speaks of: a value is a maker's name, or stands for itself."""
    pairs = (pair.split("=", 1) for pair in text.split(";") if pair)
    return {name: MAKERS[value](people) if value in MAKERS else value for name, value in pairs}
