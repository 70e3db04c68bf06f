import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread
from typing import Any

from django.db import Error, connection
from django_tasks_db.management.commands import db_worker

from karsa.jobs.lives import living
from karsa.jobs.recovery import take_up
from karsa.jobs.services import ask_regular, beat
from karsa.kit import clock

# How often, in seconds: what was left undone is taken up, regular work asked for, short work done.
_EVERY = {take_up: 600, ask_regular: 600, beat: 4}
_log = logging.getLogger(__name__)


class Command(db_worker.Command):
    """It ends when the database goes away: whoever started it (`karsa serve`) starts it again."""

    help = "Do the work that pages and commands left for later, and each night's, until stopped."

    def handle(self, *, worker_id: str, **options: Any) -> None:
        with living(worker_id):
            take_up(clock.now())
            self._work(worker_id=worker_id, **options)

    def configure_logging(self, verbosity: int) -> None:
        """Nothing: the settings say what is logged, not two lines for each piece of work."""

    def _work(self, **options: Any) -> None:
        stopped = Event()
        for work, seconds in _EVERY.items():
            Thread(target=_do_until, args=(stopped, work, seconds), daemon=True).start()
        try:
            super().handle(**options)
        finally:
            stopped.set()


def _do_until(stopped: Event, work: Callable[[datetime], object], seconds: int) -> None:
    while not stopped.is_set():
        try:
            work(clock.now())
        except Error:
            _log.exception("%s failed; it is tried again", work.__name__)
        finally:
            connection.close()
        stopped.wait(seconds)
