"""`karsa live`: the one process that holds every open board; `karsa serve` starts it beside."""

import resource
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from granian import Granian
from granian.constants import Interfaces

# A connection costs a file and some 30 KB; a region of this many open boards has enough.
MOST = 20_000


class Command(BaseCommand):
    help = "Stream live events to open boards until interrupted."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8001)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        _allow_files()
        Granian(
            "karsa.site.live:application",
            address=host,
            port=port,
            interface=Interfaces.ASGI,
            workers=1,
            backlog=4096,
            backpressure=MOST,
            websockets=False,
            log_access=False,
        ).serve()


def _allow_files() -> None:
    """Raise the number of open files as far as the system lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + 100 if hard == resource.RLIM_INFINITY else min(hard, MOST + 100)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
