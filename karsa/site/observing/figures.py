"""How much is asked, how long it takes, what waits: for Prometheus, by server (`karsa serve`)."""

import os
from collections.abc import Iterator
from pathlib import Path
from socket import gethostname

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

_FOLDER = Path(settings.DATA) / "metrics"
_FOLDER.mkdir(exist_ok=True)
_PLACE = "PROMETHEUS_MULTIPROC_DIR"
os.environ.setdefault(_PLACE, str(_FOLDER))  # asked for when it is imported

from prometheus_client import CollectorRegistry, Histogram, generate_latest  # noqa: E402
from prometheus_client.core import GaugeMetricFamily, Metric  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402
from prometheus_client.registry import Collector  # noqa: E402

_SECONDS = Histogram(
    "karsa_request_seconds",
    "Seconds from the request to its answer.",
    ("page", "method", "status"),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


def count(page: str, method: str, status: int, seconds: float) -> None:
    """Count an answer; `page` is the address's name, never the address itself."""
    _SECONDS.labels(page, method, str(status)).observe(seconds)


def told() -> bytes:
    """Return the figures of this server's processes in Prometheus's text format. Two queries."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(_Queue())
    return generate_latest(registry)


def begin_anew(port: int) -> None:
    """Count for the server at this port, from nothing; others may share the data folder.

    Before any process of it counts: they inherit the place.
    """
    place = _FOLDER / f"{gethostname()}-{port}"
    place.mkdir(exist_ok=True)
    for path in place.glob("*.db"):
        path.unlink(missing_ok=True)
    os.environ[_PLACE] = str(place)


class _Queue(Collector):
    """The worker's queue."""

    def collect(self) -> Iterator[Metric]:
        """Tell the tasks by state, and how long the oldest one waits."""
        tasks = GaugeMetricFamily("karsa_tasks", "Work by its state.", labels=["state"])
        for state, number in DBTaskResult.objects.values_list("status").annotate(Count("pk")):
            tasks.add_metric([state.lower()], number)
        yield tasks
        oldest = DBTaskResult.objects.ready().aggregate(at=Min("enqueued_at"))["at"]
        waits = (timezone.now() - oldest).total_seconds() if oldest else 0
        yield GaugeMetricFamily("karsa_oldest_task_seconds", "Waiting time.", value=waits)
