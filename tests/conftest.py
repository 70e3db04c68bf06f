"""The region of the access table, made once for all rows of a module."""

from collections.abc import Iterator

import pytest

from karsa.org.tests import make
from tests import access


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker) -> Iterator[access.Region]:
    with django_db_blocker.unblock(), access.region() as made:
        yield made


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of every page stands on the day the rows are made for."""
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)
