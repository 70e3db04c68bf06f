"""Every page of this room is seen at the moment its rows are made."""

import pytest

from karsa.monitoring.tests import make as rows
from karsa.org.tests import make


@pytest.fixture(autouse=True)
def same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def team(people):
    """The office's evaluation team; Dedi of the clinic sits in it."""
    return rows.team(people.office, people.dedi)
