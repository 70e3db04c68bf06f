"""No main page reads a large table from end to end, on either database."""

import json
import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection

from tests.bench.inside import inside
from tests.browser.server import karsa
from tests.with_postgres import as_owner

PEOPLE = "900"
# Page and table that may be read whole, and why.
WHY = {
    ("cycle", "org_assignment"): "it counts everybody of the region",
    ("cycle", "plans_performanceplan"): "and how far each plan of the year is",
    ("indicators", "indicators_measurement"): "it holds every indicator's figures of two years",
}


@pytest.fixture
def database(db) -> Iterator[dict[str, str]]:
    """Where a region can be sown: nowhere in particular, or beside the tests' own."""
    if connection.vendor != "postgresql":
        yield {}
        return
    name = f"plans_{uuid4().hex[:8]}"
    with as_owner() as owner:
        owner.execute(f"CREATE DATABASE {name}")
        try:
            yield {
                key: f"{value.rpartition('/')[0]}/{name}"
                for key, value in os.environ.items()
                if key.startswith("DATABASE_")
            }
        finally:
            owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_no_page_reads_a_large_table_whole(database, tmp_path):
    karsa(tmp_path, "migrate", "-v0", **database)
    karsa(tmp_path, "seed", "--employees", PEOPLE, "--sparse", **database)

    told = json.loads(inside(tmp_path, ["tests.plans"], database))

    assert told["pages"] >= 10
    whole = {(page, table): sql for page, table, sql in told["whole"]}
    assert {place: sql for place, sql in whole.items() if place not in WHY} == {}
