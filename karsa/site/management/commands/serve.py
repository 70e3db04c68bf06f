"""`karsa serve`: pages, live events and the worker: one process group, nothing to install."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from granian import Granian
from granian.constants import Interfaces

from karsa.site.beside import Beside
from karsa.site.observing import figures, safety


class Command(BaseCommand):
    help = "Serve the pages, with the live events and the worker beside them, until interrupted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--live-port", type=int, help="default: the one after --port")
        parser.add_argument("--processes", type=int, default=1, help="web processes")
        parser.add_argument(
            "--pages-only", action="store_true", help="karsa worker and karsa live run elsewhere"
        )

    def handle(
        self,
        *,
        host: str,
        port: int,
        live_port: int | None,
        processes: int,
        pages_only: bool,
        **options: Any,
    ) -> None:
        if found := safety.problems():
            raise CommandError("\n".join(f"{one.msg} {one.hint}" for one in found))
        figures.begin_anew(port)
        live_port = live_port or port + 1
        # An installation behind a proxy has said where its browsers find the live events.
        if "KARSA_LIVE_PORT" not in os.environ:
            settings.LIVE_PORT = live_port
        # Two heaps for all threads: with one each, what a large page leaves is kept many times.
        os.environ.setdefault("MALLOC_ARENA_MAX", "2")
        beside = [] if pages_only else _beside(host, live_port)
        try:
            Granian(
                "karsa.site.wsgi:application",
                address=host,
                port=port,
                interface=Interfaces.WSGI,
                workers=processes,
                blocking_threads=8,
                log_access=False,
                respawn_failed_workers=True,
            ).serve()
        finally:
            for one in beside:
                one.stop()


def _beside(host: str, live_port: int) -> list[Beside]:
    return [Beside("worker"), Beside("live", "--host", host, "--port", str(live_port))]
