"""The main pages as `tests.bench.walls` asks them, in its own process as the runtime role."""

import os
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from karsa.tenancy.guard import protected_tables  # noqa: E402
from karsa.tenancy.models import Agency  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402
from tests.bench import visits  # noqa: E402


def asks() -> dict[str, Callable[[], object]]:
    """Return what asks each page, signed in; no page of the two walls is answered from a cache."""
    agency = Agency.objects.get()
    with scope(agency):
        found = list(visits.pages(*visits.who_asks(agency)))
    return {str(one["name"]): _asking(one["sessions"][0], str(one["path"])) for one in found}


def _asking(session: str, path: str) -> Callable[[], object]:
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = session
    return lambda: client.get(path)


def tables() -> list[str]:
    """Name the protected tables, as the owner writes them."""
    return [connection.ops.quote_name(table) for table in protected_tables()]
