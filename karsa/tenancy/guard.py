"""Row-level security on PostgreSQL: the second wall under the querysets, the agency only."""

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from karsa.tenancy.models import AgencyModel

POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS same_agency ON {table};
CREATE POLICY same_agency ON {table}
    USING (agency_id = nullif(current_setting('karsa.agency', true), '')::bigint);
"""
# The parts of a table keep its policy too, or whoever names a part would pass it by.
_PARTS = """
SELECT part.relname FROM pg_inherits
JOIN pg_class whole ON whole.oid = inhparent JOIN pg_class part ON part.oid = inhrelid
WHERE part.relkind = 'r' AND whole.relname = ANY(%s)
"""


def protected_tables() -> list[str]:
    """Name every table whose rows belong to an agency."""
    models = apps.get_models(include_auto_created=True)
    return sorted(model._meta.db_table for model in models if issubclass(model, AgencyModel))


def install(connection: BaseDatabaseWrapper, runtime_role: str) -> None:
    """(Re)create the policies and let `runtime_role` read and write, but own nothing.

    Safe to run again. Does nothing on SQLite.
    """
    if connection.vendor != "postgresql":
        return
    existing = set(connection.introspection.table_names())
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        whole = [table for table in protected_tables() if table in existing]
        cursor.execute(_PARTS, [whole])
        for table in (*whole, *(name for (name,) in cursor.fetchall())):
            cursor.execute(POLICY.format(table=quote(table)))
        role = quote(runtime_role)
        for what in ("SELECT, INSERT, UPDATE, DELETE ON ALL TABLES", "USAGE ON ALL SEQUENCES"):
            cursor.execute(f"GRANT {what} IN SCHEMA public TO {role}")
