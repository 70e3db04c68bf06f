"""What a page may cost: ten queries, a download fifteen, for whoever may open it."""

import pytest

from karsa.kit.testing import queries_of
from tests.access import PEOPLE, ROWS, Visitor, name_of

PAGE = 10
DOWNLOAD = 15
PAGES = [row for row in ROWS if row["method"] == "GET" and "200" in row.values()]


@pytest.mark.parametrize("row", PAGES, ids=name_of)
@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.usefixtures("today")
def test_a_page_keeps_to_its_budget_for_everyone(row, region):
    url = region.address_of(row)
    over = {}
    for name in (name for name in PEOPLE if row[name] == "200"):
        if sent := _over_budget(region.visitors[name], url):
            over[name] = sent
    assert not over, "\n".join(
        f"{name}: {len(sent)} queries\n  " + "\n  ".join(sent) for name, sent in over.items()
    )


def _over_budget(visitor: Visitor, url: str) -> list[str]:
    """The queries of a visit that costs too much, none if it keeps to its budget.

    A first visit may read configuration that is remembered for the next, so it gets a second.
    """
    answers = []
    for _visit in range(2):
        sent = queries_of(lambda: answers.append(visitor.visit("GET", url)))
        is_page = answers[-1].headers.get("Content-Type", "").startswith("text/html")
        if len(sent) <= (PAGE if is_page else DOWNLOAD):
            return []
    return sent
