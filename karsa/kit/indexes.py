"""Indexes of large tables: on PostgreSQL made and taken away beside the work.

SQLite, which has one writer, does so at once. For migrations that are not atomic.
"""

from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db.migrations import AddIndex, RemoveIndex


def _way(schema_editor: Any, beside: Any, at_once: Any) -> Any:
    return beside if schema_editor.connection.vendor == "postgresql" else at_once


class AddIndexBeside(AddIndexConcurrently):
    """Make an index."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = _way(schema_editor, AddIndexConcurrently, AddIndex)
        way.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = _way(schema_editor, AddIndexConcurrently, AddIndex)
        way.database_backwards(self, app_label, schema_editor, *states)


class RemoveIndexBeside(RemoveIndexConcurrently):
    """Take an index away."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = _way(schema_editor, RemoveIndexConcurrently, RemoveIndex)
        way.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = _way(schema_editor, RemoveIndexConcurrently, RemoveIndex)
        way.database_backwards(self, app_label, schema_editor, *states)
