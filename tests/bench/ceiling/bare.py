"""Karsa's settings with the ceiling's pages and no middleware."""

from karsa.site.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "tests.bench.ceiling.urls"
