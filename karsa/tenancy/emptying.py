"""Empties an agency of practice, so that it can be laid anew or lent to somebody else."""

from collections.abc import Collection

from django.db import connection, transaction

from karsa.tenancy.guard import protected_tables
from karsa.tenancy.models import Agency
from karsa.tenancy.turns import begin_turn

_EMPTY = "DELETE FROM {table} WHERE agency_id = %s"


def empty(agency: Agency, *, but: Collection[str] = ()) -> None:
    """Delete all rows of a practice agency, except in the tables `but`. A query a table.

    Keys between the tables are checked at the commit, so the order does not matter.
    Raises ValueError for an agency that people work in.
    """
    if not agency.is_practice:
        raise ValueError("only an agency of practice is emptied")
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table in protected_tables():
            if table not in but:
                cursor.execute(_EMPTY.format(table=quote(table)), [agency.pk])
        begin_turn()
