"""The feed keeps its promises: rows a second, against a bare COPY, and how soon a figure shows."""

import json
import subprocess
import sys

import pytest

from tests.bench.feed import broken


@pytest.mark.scale
@pytest.mark.postgres
def test_the_feed_carries_what_it_promises():
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.feed", "--json"], capture_output=True, text=True
    )
    found = json.loads(done.stdout)

    assert broken(found) == [], found
