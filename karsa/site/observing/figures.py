"""How much is asked, how long it takes, what waits: for Prometheus, summed over all processes."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

_FOLDER = Path(settings.DATA) / "metrics"
_FOLDER.mkdir(exist_ok=True)
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(_FOLDER))  # read when it is imported

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
    """Return all figures in Prometheus's text format. Two queries."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(_Queue())
    return generate_latest(registry)


def begin_anew() -> None:
    """Forget what processes counted that are gone; before any of this start counts."""
    for path in _FOLDER.glob("*.db"):
        path.unlink(missing_ok=True)


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
