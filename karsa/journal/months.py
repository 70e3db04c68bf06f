"""Triggers that keep `EntryMonth` beside the daily entries, on both databases.

Whoever writes an entry, by whatever statement, has the months it touches counted anew from their
entries, in the same transaction: a count cannot drift. PostgreSQL does so once a statement. It
holds the touched months first, everybody in one order, and counts by what has been committed until
then; so two who write at once wait for each other, and neither misses the other's entries.

Laid again after every migration, because SQLite drops a table's triggers when it remakes it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE, ENTRIES = "journal_entrymonth", "journal_dailyentry"
KEY = "agency_id, month, employee_id, assignment_id"
COUNTED = "waiting, returned, accepted, days, last_day"
# Of sent entries, drafts left aside, which are called `told`.
COUNTS = """
    count(*) FILTER (WHERE told.state = 'sent') AS waiting,
    count(*) FILTER (WHERE told.state = 'returned') AS returned,
    count(*) FILTER (WHERE told.state = 'accepted') AS accepted,
    count(DISTINCT told.day) AS days, max(told.day) AS last_day
"""
# A number that no month had before, where an entry is or was accepted; some thousands of them can
# be added up.
MARK = {
    "postgresql": "floor(random() * 1099511627776)::bigint",
    "sqlite": "random() & 1099511627775",
}
_VERBS = ("insert", "update", "delete")

_SQLITE = """
CREATE TRIGGER journal_months_{verb} AFTER {verb} ON journal_dailyentry
BEGIN {recounts} END
"""
# The month of one row of an entry, as it was (OLD) or as it is (NEW).
_RECOUNT = """
INSERT INTO journal_entrymonth ({key}, {counted}, mark)
SELECT told.agency_id, date({row}.day, 'start of month'), told.employee_id, told.assignment_id,
    {counts}, {mark}
FROM journal_dailyentry AS told WHERE {same}
GROUP BY told.agency_id, told.employee_id, told.assignment_id
ON CONFLICT ({key}) DO UPDATE SET ({counted}, mark) = (
    excluded.waiting, excluded.returned, excluded.accepted, excluded.days, excluded.last_day,
    CASE WHEN 'accepted' IN ({states}) THEN excluded.mark ELSE mark END
);
DELETE FROM journal_entrymonth
WHERE agency_id = {row}.agency_id AND month = date({row}.day, 'start of month')
    AND employee_id = {row}.employee_id AND assignment_id = {row}.assignment_id
    AND NOT EXISTS (SELECT 1 FROM journal_dailyentry AS told WHERE {same});
"""
_IN_MONTH = """
    told.agency_id = {row}.agency_id AND told.employee_id = {row}.employee_id
    AND told.assignment_id = {row}.assignment_id AND told.state <> 'draft'
    AND told.day >= date({row}.day, 'start of month')
    AND told.day < date({row}.day, 'start of month', '+1 month')
"""
_ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}

# `DO UPDATE … WHERE false` makes a month that is missing and holds one that is there;
# emptied by what was taken out, a month is no more.
_POSTGRES = """
CREATE OR REPLACE FUNCTION journal_months_{verb}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE agencies bigint[]; months date[]; people bigint[]; posts bigint[]; counting boolean[];
BEGIN
    SELECT array_agg(agency_id), array_agg(month), array_agg(employee_id), array_agg(assignment_id),
        array_agg(is_counting)
    INTO agencies, months, people, posts, counting
    FROM (
        SELECT agency_id, day - extract(day FROM day)::integer + 1 AS month,
            employee_id, assignment_id, bool_or(state = 'accepted') AS is_counting
        FROM ({changed}) AS changed WHERE state <> 'draft' GROUP BY 1, 2, 3, 4
    ) AS touched;
    IF months IS NULL THEN RETURN NULL; END IF;

    INSERT INTO journal_entrymonth ({key}, {counted})
    SELECT *, 0, 0, 0, 0, touched.month
    FROM unnest(agencies, months, people, posts) AS touched ({key})
    ORDER BY {key}
    ON CONFLICT ({key}) DO UPDATE SET days = 0 WHERE false;

    UPDATE journal_entrymonth AS kept SET ({counted}, mark) = (
        counts.waiting, counts.returned, counts.accepted, counts.days,
        coalesce(counts.last_day, kept.month),
        CASE WHEN counts.is_counting THEN {mark} ELSE kept.mark END
    )
    FROM (
        SELECT touched.agency_id, touched.month, touched.employee_id, touched.assignment_id,
            touched.is_counting, {counts}
        FROM unnest(agencies, months, people, posts, counting) AS touched ({key}, is_counting)
        LEFT JOIN journal_dailyentry AS told ON {same} AND told.state <> 'draft'
        GROUP BY 1, 2, 3, 4, 5
    ) AS counts
    WHERE (kept.agency_id, kept.month, kept.employee_id, kept.assignment_id)
        = (counts.agency_id, counts.month, counts.employee_id, counts.assignment_id);

    IF TG_OP <> 'INSERT' THEN
        DELETE FROM journal_entrymonth WHERE waiting + returned + accepted = 0
        AND ({key}) IN (SELECT * FROM unnest(agencies, months, people, posts));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER journal_months_{verb} AFTER {verb} ON journal_dailyentry
REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION journal_months_{verb}()
"""
_OF_MONTH = """
    told.agency_id = touched.agency_id AND told.employee_id = touched.employee_id
    AND told.assignment_id = touched.assignment_id
    AND told.day >= touched.month AND told.day < touched.month + interval '1 month'
"""
# A change that leaves what was told alone, such as an author's favourite, touches nothing.
_CHANGED = {
    "insert": "SELECT * FROM added",
    "delete": "SELECT * FROM removed",
    "update": """
        SELECT agency_id, employee_id, assignment_id, day, state
        FROM (TABLE added UNION ALL TABLE removed) AS both_times
        GROUP BY id, agency_id, employee_id, assignment_id, day, state, result_id, quantity, measure
        HAVING count(*) = 1
    """,
}
_REFERENCED = {
    "insert": "NEW TABLE AS added",
    "delete": "OLD TABLE AS removed",
    "update": "OLD TABLE AS removed NEW TABLE AS added",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """(Re)create the triggers; safe to run again, nothing to do before the table exists."""
    if TABLE not in connection.introspection.table_names():
        return
    trigger = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
    with connection.cursor() as cursor:
        for verb in _VERBS:
            cursor.execute(_drop(connection, verb))
            cursor.execute(trigger(verb))


@contextmanager
def uncounted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Write very many entries, as the tables' owner; who does so counts their months afterwards.

    Within a transaction, so that nobody else writes meanwhile.
    """
    with connection.cursor() as cursor:
        for verb in _VERBS:
            cursor.execute(_drop(connection, verb))
    yield
    install(connection)


def _drop(connection: BaseDatabaseWrapper, verb: str) -> str:
    on = f" ON {ENTRIES}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS journal_months_{verb}{on}"


def _on_sqlite(verb: str) -> str:
    rows = _ROWS[verb]
    states = ", ".join(f"{row}.state" for row in rows)
    recounts = (
        _RECOUNT.format(
            row=row,
            key=KEY,
            counted=COUNTED,
            counts=COUNTS,
            states=states,
            same=_IN_MONTH.format(row=row),
            mark=MARK["sqlite"],
        )
        for row in rows
    )
    return _SQLITE.format(verb=verb, recounts="".join(recounts))


def _on_postgres(verb: str) -> str:
    return _POSTGRES.format(
        verb=verb,
        key=KEY,
        counted=COUNTED,
        counts=COUNTS,
        changed=_CHANGED[verb],
        same=_OF_MONTH,
        rows=_REFERENCED[verb],
        mark=MARK["postgresql"],
    )
