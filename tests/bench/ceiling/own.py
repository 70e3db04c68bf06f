"""Karsa's settings with the ceiling's pages."""

from karsa.site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.ceiling.urls"
