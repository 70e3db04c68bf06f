"""The access table people can read, run: every page × person, also of another agency.

A row names a method, a page, its arguments and the answer each person gets. A page without a row
fails the suite. Whoever is shown a page is shown it for ten queries, a download for fifteen.
"""

import logging
from collections import defaultdict
from contextlib import nullcontext

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from karsa.kit.testing import queries_of, undone
from karsa.site import urls
from tests import access
from tests.access import PEOPLE, ROWS, Row, Visitor, name_of

PAGE = 10
DOWNLOAD = 15
Answer = int | str


def _neighbours() -> dict[str, list[Row]]:
    """The rows of a room that speak of the same thing, which is made once for all of them."""
    found = defaultdict(list)
    for row in ROWS:
        found[f"{row['page'].partition(':')[0]} {row['args']}"].append(row)
    return found


NEIGHBOURS = _neighbours()


@pytest.fixture(autouse=True)
def bare_refusals(monkeypatch, caplog):
    """A refusal's page is the same everywhere: here its number says all (the crawl reads them)."""
    monkeypatch.setattr(
        urls, "handler403", lambda *_, **__: HttpResponse(status=403), raising=False
    )
    monkeypatch.setattr(
        urls, "handler404", lambda *_, **__: HttpResponse(status=404), raising=False
    )
    caplog.set_level(logging.ERROR, "django.request")


@pytest.mark.parametrize("room", NEIGHBOURS)
@pytest.mark.django_db
def test_each_person_gets_the_answer_of_the_table(room, region):
    rows = NEIGHBOURS[room]
    kwargs = access.made(rows[0]["args"], region.people)
    wrong = {}
    for row in rows:
        with undone():
            answers = _answers(row["method"], reverse(row["page"], kwargs=kwargs), region.visitors)
        for name, answer in answers.items():
            if answer != int(row[name]):
                wrong[f"{name_of(row)} as {name}"] = f"{answer}, not {row[name]}"
    assert wrong == {}


def _answers(method: str, url: str, visitors: dict[str, Visitor]) -> dict[str, Answer]:
    """What each person gets; for a page, nothing is taken back in between."""
    found: dict[str, Answer] = {}
    for name in PEOPLE:
        with nullcontext() if method == "GET" else undone():
            found[name] = _visit(visitors[name], method, url)
    return found


def _visit(visitor: Visitor, method: str, url: str) -> Answer:
    """The answer, or the queries of a page that is shown for more than its budget.

    A first visit may read configuration that is remembered for the next, so it gets a second.
    """
    answers = []
    for _again in range(2):
        sent = queries_of(lambda: answers.append(visitor.visit(method, url)))
        is_page = answers[-1].headers.get("Content-Type", "").startswith("text/html")
        if method != "GET" or len(sent) <= (PAGE if is_page else DOWNLOAD):
            return answers[0].status_code
    if answers[0].status_code != 200:
        return answers[0].status_code
    return "\n  ".join([f"{len(sent)} queries", *sent])


def test_every_page_stands_in_the_table():
    listed = {row["page"] for row in ROWS}
    assert {name for name in _names(get_resolver()) if name not in listed} == set()


def _names(resolver: URLResolver, prefix: str = "") -> list[str]:
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            found += _names(entry, prefix + space)
        elif isinstance(entry, URLPattern) and entry.name:
            found.append(prefix + entry.name)
    return found
