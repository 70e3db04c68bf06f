"""The access table and the region it is tried in: who asks for what, as whom.

The region is made once a module and what a row adds is taken back, so that rows do not depend on
each other and each costs only its own.
"""

import csv
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from karsa.accounts.models import User
from karsa.accounts.roles import Role
from karsa.org.tests import make
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope
from tests.access_rows import MAKERS

with (Path(__file__).parent / "access.csv").open(encoding="utf-8") as table:
    ROWS = list(csv.DictReader(table))
PEOPLE = [name for name in ROWS[0] if name not in ("method", "page", "args")]


def name_of(row: dict[str, str]) -> str:
    return f"{row['method']} {row['page']}"


class Visitor:
    """Somebody's browser; every visit begins with the cookies it came with."""

    def __init__(self, user: User | None) -> None:
        self.client = Client(raise_request_exception=False)
        if user is not None:
            with scope(user.agency):
                self.client.force_login(user)
        self._cookies = self.client.cookies

    def visit(self, method: str, url: str) -> HttpResponseBase:
        self.client.cookies = deepcopy(self._cookies)
        response: HttpResponseBase = self.client.generic(method, url)
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

    def address_of(self, row: dict[str, str]) -> str:
        """Make what the row speaks of and return where it stands."""
        return reverse(row["page"], kwargs=_arguments(row["args"], self.people))


def region(home: Agency) -> Region:
    """Make the people of the table, an agency beside theirs, and a browser for each."""
    people = make.people(home)
    accounts = _accounts(people)
    return Region(people, {name: Visitor(accounts[name]) for name in PEOPLE})


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


def _arguments(text: str, people: make.People) -> dict[str, object]:
    """Read "pk=entry;kind=skp": a value is a maker's name, or a word as it stands."""
    pairs = (pair.split("=", 1) for pair in text.split(";") if pair)
    return {name: MAKERS[value](people) if value in MAKERS else value for name, value in pairs}
