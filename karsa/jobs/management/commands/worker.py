import logging
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connection
from django_tasks_db.management.commands import db_worker

from karsa.jobs.services import ask_regular
from karsa.kit import clock

_EVERY = 600  # seconds
_log = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = "Do the work that pages and commands left for later, and each night's, until stopped."

    def handle(self, **options: Any) -> None:
        stopped = Event()
        Thread(target=_ask_until, args=(stopped,), daemon=True).start()
        try:
            super().handle(**options)
        finally:
            stopped.set()


def _ask_until(stopped: Event) -> None:
    while not stopped.is_set():
        try:
            ask_regular(clock.now())
        except DatabaseError:
            _log.exception("nightly work was not asked for; it is tried again")
        finally:
            connection.close()
        stopped.wait(_EVERY)
