"""`karsa serve`: the pages and the worker, one process group, nothing else to install."""

import os
import subprocess
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from granian import Granian
from granian.constants import Interfaces


class Command(BaseCommand):
    help = "Serve the pages and run the worker beside them until interrupted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=1, help="web processes")

    def handle(self, *, host: str, port: int, processes: int, **options: Any) -> None:
        worker = subprocess.Popen([sys.executable, "-m", "karsa", "worker"], env=os.environ.copy())
        try:
            Granian(
                "karsa.site.wsgi:application",
                address=host,
                port=port,
                interface=Interfaces.WSGI,
                workers=processes,
                blocking_threads=8,
                log_access=False,
            ).serve()
        finally:
            worker.terminate()
            worker.wait(timeout=10)
