import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connection
from django_tasks_db.management.commands import db_worker

from karsa.jobs.services import ask_regular, beat
from karsa.kit import clock

# How often, in seconds: regular work is asked for, short work is done.
_EVERY = {ask_regular: 600, beat: 4}
_log = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = "Do the work that pages and commands left for later, and each night's, until stopped."

    def handle(self, **options: Any) -> None:
        stopped = Event()
        for work, seconds in _EVERY.items():
            Thread(target=_do_until, args=(stopped, work, seconds), daemon=True).start()
        try:
            super().handle(**options)
        finally:
            stopped.set()


def _do_until(stopped: Event, work: Callable[[datetime], None], seconds: int) -> None:
    while not stopped.is_set():
        try:
            work(clock.now())
        except DatabaseError:
            _log.exception("%s failed; it is tried again", work.__name__)
        finally:
            connection.close()
        stopped.wait(seconds)
