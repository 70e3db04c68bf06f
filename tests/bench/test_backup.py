"""A small region is saved, saved again and restored row for row on both databases."""

import pytest

from tests.bench import backup


@pytest.mark.scale
@pytest.mark.parametrize("engine", backup.ENGINES)
def test_thirty_people_come_back(engine):
    found = backup.measure(engine, employees=30, files=50)

    assert backup.broken(found) == []
    assert found["rows"] > 10_000
