"""The access table people can read, run: every page × person, also of another agency.

A row names a method, a page, its arguments and the answer each person gets. A page without a row
fails the suite.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from karsa.kit.testing import undone
from tests.access import PEOPLE, ROWS, name_of


@pytest.mark.parametrize("row", ROWS, ids=name_of)
@pytest.mark.django_db
@pytest.mark.usefixtures("today")
def test_each_person_gets_the_answer_of_the_table(row, region):
    url = region.address_of(row)
    answers = {}
    for name in PEOPLE:
        with undone():
            answers[name] = region.visitors[name].visit(row["method"], url).status_code
    assert answers == {name: int(row[name]) for name in PEOPLE}


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
