"""What a page may cost: ten queries, a download fifteen, for whoever may open it."""

import pytest

from karsa.kit.testing import queries_of
from tests.access import PEOPLE, ROWS, name_of

PAGE = 10
DOWNLOAD = 15
PAGES = [row for row in ROWS if row["method"] == "GET" and "200" in row.values()]


@pytest.mark.parametrize("row", PAGES, ids=name_of)
@pytest.mark.django_db
@pytest.mark.usefixtures("today")
def test_a_page_keeps_to_its_budget_for_everyone(row, region):
    url = region.address_of(row)
    over = {}
    for name in (name for name in PEOPLE if row[name] == "200"):
        sent, budget = _second_visit(region.visitors[name], url)
        if len(sent) > budget:
            over[name] = sent
    assert not over, "\n".join(
        f"{name}: {len(sent)} queries\n  " + "\n  ".join(sent) for name, sent in over.items()
    )


def _second_visit(visitor, url: str) -> tuple[list[str], int]:
    """The first may read configuration that is then remembered."""
    first = visitor.visit("GET", url)
    is_page = first.headers.get("Content-Type", "").startswith("text/html")
    return queries_of(lambda: visitor.visit("GET", url)), PAGE if is_page else DOWNLOAD
