"""A month's allowance gives the same bytes twice, explained for everybody."""

import json
import subprocess
import sys

import pytest


@pytest.mark.scale
@pytest.mark.postgres
def test_five_hundred_people_are_worked_out_twice_alike():
    command = (sys.executable, "-m", "tests.bench.allowance", "--people", "500", "--json")
    done = subprocess.run(command, capture_output=True, text=True)
    found = json.loads(done.stdout)

    assert found["same_bytes"]
    assert found["lines"] == found["paid"] == 500
