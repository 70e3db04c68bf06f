"""Where questions are answered: DuckDB inside this process, or a Spark cluster; both by Ibis."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import which
from tempfile import gettempdir
from typing import Any

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

Files = Mapping[str, Sequence[Path]]
Tables = Mapping[str, Any]
# What does not fit goes to a file meanwhile. Nothing is downloaded.
_DUCKDB = {
    "memory_limit": "3GB",
    "temp_directory": gettempdir(),
    "autoinstall_known_extensions": False,
}
_SPARK: dict[str, bool | float | int | str | None] = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
}

_MISSING = _(
    "Paket gudang data belum terpasang: pip install -r requirements/warehouse.txt, lalu ulangi."
)
_NO_JAVA = _("Spark membutuhkan Java 17: apt-get install openjdk-17-jre-headless, lalu ulangi.")


@contextmanager
def _duckdb(files: Files, master: str) -> Iterator[Tables]:
    try:
        import ibis
    except ImportError:
        raise Refused(_MISSING) from None

    connection = ibis.duckdb.connect(**_DUCKDB)
    try:
        yield {name: connection.read_parquet(paths) for name, paths in files.items()}
    finally:
        connection.disconnect()


@contextmanager
def _spark(files: Files, master: str) -> Iterator[Tables]:
    try:
        import ibis
        from pyspark.sql import SparkSession
    except ImportError:
        raise Refused(_MISSING) from None
    if not (which("java") or "JAVA_HOME" in os.environ):
        raise Refused(_NO_JAVA)

    builder = SparkSession.builder.appName("karsa").master(master)
    session = builder.config(map=_SPARK).getOrCreate()
    try:
        session.sparkContext.setLogLevel("ERROR")
        connection = ibis.pyspark.connect(session)
        for name, paths in files.items():
            session.read.parquet(*map(str, paths)).createOrReplaceTempView(name)
        yield {name: connection.table(name) for name in files}
    finally:
        session.stop()


ENGINES: Mapping[str, Callable[[Files, str], AbstractContextManager[Tables]]] = {
    "duckdb": _duckdb,
    "spark": _spark,
}
