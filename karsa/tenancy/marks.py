"""Triggers that put down a new word whenever rows that pages are drawn of are written.

Whoever writes a row of a `MarkedModel`, by whatever statement, puts a word of the agency's beside
the turn's (tenancy/turns.py), in the same transaction: a reader hears of it with the commit, and
nobody waits for anybody. One word a statement that opens a scope is enough: until the next one
nobody else can have heard it. What the tables' owner writes outside any agency counts for all.

Laid again after every migration, because SQLite drops a table's triggers when it remakes it.
"""

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from karsa.tenancy.models import MarkedModel
from karsa.tenancy.turns import OF_ALL

_VERBS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}
_SQLITE = """
CREATE TRIGGER IF NOT EXISTS marked_{verb}_{table} AFTER {verb} ON "{table}"
BEGIN
    DELETE FROM tenancy_turn WHERE about = CAST({row}.agency_id AS text);
    INSERT INTO tenancy_turn (word, about)
    VALUES (lower(hex(randomblob(16))), CAST({row}.agency_id AS text));
END
"""
# Words that another transaction is taking away are left to it, as in `begin_turn`.
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION tenancy_mark() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE whose text := coalesce(nullif(current_setting('karsa.agency', true), ''), '{OF_ALL}');
BEGIN
    IF current_setting('karsa.marked', true) = whose THEN RETURN NULL; END IF;
    DELETE FROM tenancy_turn WHERE word IN
        (SELECT word FROM tenancy_turn WHERE about = whose FOR UPDATE SKIP LOCKED);
    INSERT INTO tenancy_turn (word, about)
    VALUES (replace(gen_random_uuid()::text, '-', ''), whose);
    PERFORM set_config('karsa.marked', whose, true);
    RETURN NULL;
END $$
"""  # noqa: S608 - our own words
_POSTGRES = """
DROP TRIGGER IF EXISTS marked ON "{table}";
CREATE TRIGGER marked AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}"
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_mark()
"""


def marked_tables() -> list[str]:
    """Name every table whose changes are heard."""
    return sorted(
        model._meta.db_table for model in apps.get_models() if issubclass(model, MarkedModel)
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """(Re)create the triggers of the tables that are there; safe to run again."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table in existing.intersection(marked_tables()):
            for statement in _statements(connection.vendor, table):
                cursor.execute(statement)


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [_POSTGRES.format(table=table)]
    return [_SQLITE.format(verb=verb, row=row, table=table) for verb, row in _VERBS.items()]
