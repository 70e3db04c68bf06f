"""The access table people can read, run: every page × person, also of another agency.

A row names a method, a page, its arguments and the answer each person gets. A page without a row
fails the suite. Whoever is shown a page is shown it for ten queries, a download for fifteen, and
reads words there, not what a shape of ours says of itself.
"""

import logging
import re
from collections import defaultdict
from contextlib import nullcontext

import pytest
from django.core.management import get_commands, load_command_class
from django.http import HttpResponse
from django.urls import get_resolver, reverse

from karsa.kit.testing import queries_of, undone
from karsa.site import urls
from tests import access
from tests.access import PEOPLE, ROWS, Row, Visitor, name_of
from tests.patterns import methods_of, patterns

PAGE = 10
DOWNLOAD = 15
Answer = int | str
A_SHAPE = re.compile(rb"\b[A-Z][A-Za-z]+\(\w+=.{0,30}")
OF_THE_MACHINE = {
    "archive-months": "moves whole months of every agency, as the owner of the tables",
    "backup": "saves all agencies, encrypted for the operator",
    "briefing": "every agency, each in its own scope",
    "check-months": "every agency, each in its own scope",
    "check-wording": "reads templates",
    "create-agency": "makes one",
    "demo": "makes its own",
    "live": "a process; who asks it is asked as at a page",
    "makemessages": "reads the code",
    "migrate": "lays the tables",
    "restore": "brings all agencies back into an empty place",
    "roll-up-entries": "every agency, each in its own scope",
    "seed": "makes its own",
    "serve": "a process; who asks it is asked at each page",
    "stats": "reads the file it is given",
    "warehouse": "every agency, or the one its part is told",
    "worker": "does what was asked at a page, as who asked",
}


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
        if row["method"] == "GET" and row["args"]:
            wrong |= _shown_to_others(row, reverse(row["page"], kwargs=kwargs), region)
    assert wrong == {}


def _shown_to_others(row: Row, url: str, region: access.Region) -> dict[str, int]:
    """What people without a column are shown though nobody of their likes is."""
    found = {}
    with undone():
        access.hand_over(region.people)
        asked = {name: other.visit("GET", url) for name, other in region.others.items()}
    for name, likes in access.LIKE.items():
        got = asked[name].status_code
        if got not in {int(row[like]) for like in likes} and got < 400:
            found[f"{name_of(row)} as {name}"] = got
    return found


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
        shape = is_page and not answers[-1].streaming and A_SHAPE.search(answers[-1].content)
        if shape:
            return f"a page with {shape.group().decode()}"
        if method != "GET" or len(sent) <= (PAGE if is_page else DOWNLOAD):
            return answers[0].status_code
    if answers[0].status_code != 200:
        return answers[0].status_code
    return "\n  ".join([f"{len(sent)} queries", *sent])


def test_every_page_stands_in_the_table_with_each_of_its_methods():
    listed = {(row["page"], row["method"]) for row in ROWS}
    answered = {
        (name, method)
        for name, entry in patterns(get_resolver())
        for method in methods_of(name, entry) - {"HEAD"}
    }
    assert answered == listed


def test_every_command_is_about_the_machine_or_one_agency():
    """Commands are for who holds the machine; what reads or writes rows of people is told whose."""
    ours = {name: app for name, app in get_commands().items() if app.startswith("karsa.")}
    told = {
        name
        for name, app in ours.items()
        if "--agency" in load_command_class(app, name).create_parser("karsa", name).format_help()
    }
    assert ours.keys() - told == OF_THE_MACHINE.keys()
