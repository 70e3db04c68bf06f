"""The region of the access table, made once for all rows of a module."""

import pytest

from karsa.org.tests import make
from karsa.tenancy.models import Agency
from tests import access


@pytest.fixture(scope="module")
def region(agency_of_module: Agency) -> access.Region:
    return access.region(agency_of_module)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of every page stands on the day the rows are made for."""
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)
