"""Processes that ask at the same moment are counted one after another."""

import json

import pytest

from karsa.accounts.services.attempts import FREE
from tests.faults.__main__ import ENGINES
from tests.faults.engines import engine
from tests.faults.nursery import Nursery

pytestmark = pytest.mark.fault
PROCESSES, TIMES = 4, 200


@pytest.mark.parametrize("name", ENGINES)
def test_no_count_is_lost_and_no_guess_passes_beside_the_lock(name, tmp_path):
    with engine(name, tmp_path) as made:
        nursery = Nursery(made.data, tmp_path, **made.environment)
        nursery.run("migrate", "-v0")
        nursery.run("region", "bare")
        told = [number for numbers in _together(nursery, "count") for number in numbers]
        looked = sum(_together(nursery, "guess"))
        nursery.close()

    assert sorted(told) == list(range(1, PROCESSES * TIMES + 1))
    assert looked == FREE


def _together(nursery, what):
    """What each of the processes says that begin at once."""
    begun = [nursery.begin("region", what, str(TIMES)) for _ in range(PROCESSES)]
    assert all(one.wait(60) for one in begun)
    return [json.loads(one.said) for one in begun]
