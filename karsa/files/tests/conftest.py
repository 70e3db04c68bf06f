"""Each test of this room has a disk of its own: agencies' numbers repeat between tests."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_disk(settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path
