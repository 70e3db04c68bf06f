"""Closing keeps its promise for a small agency, also when it was killed on the way."""

import json
import subprocess
import sys

import pytest


@pytest.mark.scale
@pytest.mark.postgres
def test_two_thousand_people_are_closed_after_a_kill():
    command = (sys.executable, "-m", "tests.bench.closing", "--people", "2000", "--json")
    done = subprocess.run((*command, "--kill-after", "8"), capture_output=True, text=True)
    found = json.loads(done.stdout)

    assert found["proposals"] == found["people"] == 2000
    assert found["megabytes"] <= 400
