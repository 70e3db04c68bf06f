"""Triggers that refuse to change or remove an audit entry or a seal, on both databases.

Laid again after every migration, because SQLite drops a table's triggers when it remakes it.
"""

from itertools import product

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLES = {"audit_auditentry", "audit_auditseal"}
_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_refuses_{verb} BEFORE {verb} ON {table}
BEGIN SELECT raise(abort, 'audit entries are append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are append-only'; END $$
"""
_POSTGRES = """
DROP TRIGGER IF EXISTS {table}_refuses_{verb} ON {table};
CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """(Re)create the triggers; safe to run again, nothing to do before the table exists."""
    tables = _TABLES & set(connection.introspection.table_names())
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgres:
            cursor.execute(_POSTGRES_FUNCTION)
        for table, verb in product(sorted(tables), ("update", "delete")):
            trigger = _POSTGRES if is_postgres else _SQLITE
            cursor.execute(trigger.format(table=table, verb=verb))
