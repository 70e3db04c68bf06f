"""Triggers that refuse to change or remove an audit entry, on both databases.

Laid again after every migration, because SQLite drops a table's triggers when it remakes it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS audit_refuses_{verb} BEFORE {verb} ON audit_auditentry
BEGIN SELECT raise(abort, 'audit entries are append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are append-only'; END $$
"""
_POSTGRES = """
DROP TRIGGER IF EXISTS audit_refuses_{verb} ON audit_auditentry;
CREATE TRIGGER audit_refuses_{verb} BEFORE {verb} ON audit_auditentry
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """(Re)create the triggers; safe to run again, nothing to do before the table exists."""
    if "audit_auditentry" not in connection.introspection.table_names():
        return
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgres:
            cursor.execute(_POSTGRES_FUNCTION)
        for verb in ("update", "delete"):
            cursor.execute((_POSTGRES if is_postgres else _SQLITE).format(verb=verb))
