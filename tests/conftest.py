"""The region of the access table, made once for all rows of a module."""

from collections.abc import Iterator

import pytest

from karsa.org.tests import make
from karsa.tenancy.models import Agency
from tests import access


@pytest.fixture(scope="module")
def today() -> Iterator[None]:
    """The clock of every page stands on the day the rows are made for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("karsa.kit.clock.now", lambda: make.NOW)
        yield


@pytest.fixture(scope="module")
def region(agency_of_module: Agency, today: None) -> access.Region:
    return access.region(agency_of_module)
