"""Every screen of this room is seen at the same moment as the rows are made."""

import pytest

from karsa.org.tests import make


@pytest.fixture(autouse=True)
def same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)
