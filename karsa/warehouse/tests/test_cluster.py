"""The same answers from a real cluster, also when it loses a worker in the middle."""

import random
from threading import Event, Thread
from time import monotonic

import pytest

from karsa.rules.grade import Grade
from karsa.warehouse.questions import QUESTIONS
from karsa.warehouse.reporting import answers
from karsa.warehouse.tests.cluster import HERE, cluster, kill, missing
from karsa.warehouse.tests.snapshots import lay

pytestmark = [
    pytest.mark.scale,
    pytest.mark.skipif(bool(missing()), reason=missing() or "there is a cluster"),
    pytest.mark.filterwarnings("ignore"),  # Spark's and Ibis's own
]
PLACE = {"unit": 7, "office": 3}
ELEMENTS = [f"u{number}" for number in range(1, 10)]
REGIONS = ("contoh", "lain", "mekar")
MONTHS = tuple(f"2026-{number:02d}" for number in range(1, 7))
AGAIN = ("reporting", "achievement", "trainings")
LONGEST = 300
SPARK = """
spark.sql.files.maxPartitionBytes 4m
spark.sql.shuffle.partitions 4
spark.executor.memory 512m
spark.driver.memory 512m
"""


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    """Three regions and six months: 18 files a table, so that both workers have work."""
    root = tmp_path_factory.mktemp("warehouse")
    chance = random.Random(2026)
    for agency in REGIONS:
        for place, month in enumerate(MONTHS):
            for table, rows in _month(chance, 24_312 + place).items():
                lay(root, table, rows, agency=agency, month=month)
    return root


def _month(chance, moment):
    number, pick = chance.randrange, chance.choice
    card = {"measure": "%", "polarity": "maximize"}
    aims = dict.fromkeys(("low", "high"))
    starts = [24_315, 24_316, None, None]
    return {
        "entries": [
            PLACE
            | {"person": number(60), "state": pick(("sent", "accepted")), "measure": "orang"}
            | {"quantity": pick((None, number(10**6))), "indicator": pick((None, "A", "B"))}
            for _one in range(3000)
        ],
        "evaluations": [
            PLACE | {"year": 2026, "period": pick((1, 2)), "grade": str(pick(list(Grade)))}
            for _one in range(200)
        ],
        "raters": [
            {"year": 2026, "period": 1, "people": 9, "severity": pick((None, number(900) - 450))}
            | {"notable": pick((True, False, None)), "middle": 3, "alike": 4, "lifted": 1}
            for _one in range(12)
        ],
        "figures": [
            PLACE
            | card
            | aims
            | {"indicator": pick("ABC"), "over_places": "weighted", "aim": "value"}
            | {"value": number(10**15), "weight": number(10**12), "target": number(10**15)}
            for _one in range(60)
        ],
        "responses": [
            PLACE | {name: pick((None, 1, 2, 3, 4)) for name in ELEMENTS} for _one in range(40)
        ],
        "complaints": [
            PLACE
            | {"kind": pick(("complaint", "aspiration")), "reopened": pick((True, False))}
            | {"days": pick((None, number(40))), "in_time": pick((True, False, None))}
            for _one in range(40)
        ],
        "trainings": [],
        "panel": [
            card
            | {"unit": unit, "indicator": "Waktu", "moment": moment, "first": first}
            | {"y": number(10**6)}
            for unit, first in enumerate(starts)
        ],
    }


@pytest.fixture
def here(monkeypatch, tmp_path):
    """On loopback; a task for each file, so that a loss comes in the middle of many."""
    monkeypatch.setenv("SPARK_LOCAL_IP", HERE)
    monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path))
    (tmp_path / "spark-defaults.conf").write_text(SPARK, encoding="utf-8")


def test_a_cluster_answers_as_one_machine_to_the_last_digit_also_without_a_worker(
    region, here, tmp_path
):
    alone = dict(answers(region, QUESTIONS, "duckdb"))
    with cluster(tmp_path) as made:
        together = dict(answers(region, QUESTIONS, "spark", master=made.url))
        lost: list[bool] = []
        killer = Thread(target=_kill_midway, args=(made.running[-1], lost))
        killer.start()
        after_a_loss = dict(answers(region, AGAIN, "spark", master=made.url))
        killer.join()

    assert together == alone
    assert all(alone.values())
    assert lost == [True]
    assert after_a_loss == {name: alone[name] for name in AGAIN}


def _kill_midway(worker, lost):
    """Kill a worker once some tasks of a stage are done and both workers are at others."""
    tick, started = Event(), monotonic()
    while not (midway := _is_midway()) and monotonic() - started < LONGEST:
        tick.wait(0.01)
    kill(worker)
    lost.append(midway)


def _is_midway():
    from pyspark import SparkContext

    context = SparkContext._active_spark_context
    # Not started yet, or stopped.
    if context is None or getattr(context, "_jsc", None) is None:
        return False
    tracker = context.statusTracker()
    stages = map(tracker.getStageInfo, tracker.getActiveStageIds())
    return any(one and one.numCompletedTasks > 0 and one.numActiveTasks > 1 for one in stages)
