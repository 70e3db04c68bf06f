"""The access table people can read, run: every page × person, also of another agency.

A row names a method, a page, its arguments and the answer each person gets. A page without a row
fails the suite. Whoever is shown a page is shown it for ten queries, a download for fifteen.
"""

from contextlib import nullcontext

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from karsa.kit.testing import queries_of, undone
from tests.access import PEOPLE, ROWS, Visitor, name_of

PAGE = 10
DOWNLOAD = 15


@pytest.mark.parametrize("row", ROWS, ids=name_of)
@pytest.mark.django_db
@pytest.mark.usefixtures("today")
def test_each_person_gets_the_answer_of_the_table(row, region):
    url, answers, over = region.address_of(row), {}, {}
    is_read = row["method"] == "GET"
    for name in PEOPLE:
        with nullcontext() if is_read else undone():
            answers[name], sent = _visit(region.visitors[name], row["method"], url)
        if is_read and answers[name] == 200 and sent:
            over[name] = sent
    assert answers == {name: int(row[name]) for name in PEOPLE}
    assert not over, "\n".join(
        f"{name}: {len(sent)} queries\n  " + "\n  ".join(sent) for name, sent in over.items()
    )


def _visit(visitor: Visitor, method: str, url: str) -> tuple[int, list[str]]:
    """The answer, and the queries of a visit that costs too much, none if it keeps to its budget.

    A first visit may read configuration that is remembered for the next, so it gets a second.
    """
    answers = []
    for _again in range(2):
        sent = queries_of(lambda: answers.append(visitor.visit(method, url)))
        is_page = answers[-1].headers.get("Content-Type", "").startswith("text/html")
        if method != "GET" or len(sent) <= (PAGE if is_page else DOWNLOAD):
            return answers[0].status_code, []
    return answers[0].status_code, sent


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
