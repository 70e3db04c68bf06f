"""Where questions are answered: DuckDB inside this process, or a Spark cluster; both by Ibis."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

Files = Mapping[str, Sequence[Path]]
Tables = Mapping[str, Any]
# What does not fit is laid beside the snapshots' own disk, in the system's temporary folder.
_DUCKDB = {"memory_limit": "3GB", "autoinstall_known_extensions": False}
_SPARK = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
}


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


_MISSING = _(
    "Paket gudang data belum terpasang: pip install -r requirements/warehouse.txt, lalu ulangi."
)
ENGINES: Mapping[str, Callable[[Files, str], AbstractContextManager[Tables]]] = {
    "duckdb": _duckdb,
    "spark": _spark,
}
