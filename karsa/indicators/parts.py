"""The parts of the table of events on PostgreSQL: months, where a year has not begun to fill.

A year is one part until `karsa migrate` meets it as the present or the next one and finds it
unwritten: it then becomes twelve. So no row lacks a place when nobody migrates for long, and no
row is ever moved. Safe to run again.
"""

from datetime import date

from django.db.backends.base.base import BaseDatabaseWrapper

# Its size says whether a part was ever written: row-level security would hide rows from its owner.
_MONTHS = """
DO $$ BEGIN
    IF to_regclass('indicators_observation_{year}') IS NULL THEN RETURN; END IF;
    IF pg_relation_size('indicators_observation_{year}') > 0 THEN RETURN; END IF;
    SET LOCAL lock_timeout = '5s';
    LOCK TABLE indicators_observation;
    IF pg_relation_size('indicators_observation_{year}') > 0 THEN RETURN; END IF;
    DROP TABLE indicators_observation_{year};
    FOR month IN 1..12 LOOP
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF indicators_observation FOR VALUES FROM (%L) TO (%L)',
            'indicators_observation_{year}_' || lpad(month::text, 2, '0'),
            make_timestamptz({year}, month, 1, 0, 0, 0, 'UTC'),
            make_timestamptz({year} + month / 12, month % 12 + 1, 1, 0, 0, 0, 'UTC')
        );
    END LOOP;
END $$
"""


def install(connection: BaseDatabaseWrapper, today: date) -> None:
    """Part the year of `today` and the next by month if unwritten; nothing to do on SQLite."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for year in (today.year, today.year + 1):
            cursor.execute(_MONTHS.format(year=year))
