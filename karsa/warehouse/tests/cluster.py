"""A real Spark cluster on loopback: a master and workers, each a process group of its own."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
HERE = "127.0.0.1"


def missing() -> str:
    """What there is not to run a cluster with; empty where there is everything."""
    if shutil.which("java") is None:
        return "Spark needs Java 17: apt-get install openjdk-17-jre-headless"
    if find_spec("pyspark") is None:
        return "no pyspark: pip install -r requirements/warehouse.txt"
    return ""


def home() -> Path:
    spec = find_spec("pyspark")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


@dataclass
class Cluster:
    folder: Path
    port: int = field(default_factory=free_port)
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"spark://{HERE}:{self.port}"

    def start(self, kind: str, *words: str) -> subprocess.Popen[bytes]:
        """One process group, so that a worker goes with the executors it has started."""
        environment = {**os.environ, "SPARK_HOME": str(home()), "SPARK_LOCAL_IP": HERE}
        environment["SPARK_DAEMON_MEMORY"] = "512m"
        log = (self.folder / f"{len(self.running)}.log").open("wb")
        command = ["bash", str(home() / "bin" / "spark-class"), kind, "--host", HERE, *words]
        made = subprocess.Popen(
            command, stdout=log, stderr=log, env=environment, start_new_session=True
        )
        self.running.append(made)
        return made

    def worker(self) -> subprocess.Popen[bytes]:
        limits = ("--cores", "1", "--memory", "1g", "--webui-port", str(free_port()))
        return self.start(WORKER, *limits, "--work-dir", str(self.folder / "work"), self.url)


def kill(one: subprocess.Popen[bytes]) -> None:
    """As a machine that loses its power: the worker and its executors, without a word."""
    os.killpg(one.pid, signal.SIGKILL)
    one.wait()


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    made = Cluster(folder)
    try:
        made.start(MASTER, "--port", str(made.port), "--webui-port", str(free_port()))
        for _one in range(workers):
            made.worker()
        yield made
    finally:
        for one in made.running:
            if one.poll() is None:
                kill(one)
