"""A long record, filled in by the database. Reads the environment."""

import os
from datetime import timedelta

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.db import connection  # noqa: E402

from karsa.audit.services import sealing  # noqa: E402
from karsa.kit import clock  # noqa: E402
from karsa.org.tests import make  # noqa: E402
from karsa.tenancy.models import Agency  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402

_FILL = """
    INSERT INTO audit_auditentry (agency_id, at, actor_id, verb, kind, object_id, detail_digest)
    SELECT %s, timestamptz '2026-01-01' + n * interval '20 seconds', n %% 5000, 'journal.reported',
           'journal.dailyentry', n::text, ''
    FROM generate_series(1, %s) AS n
"""


def fill(rows: int) -> None:
    """Write so many entries."""
    agency = make.agency()
    with scope(agency), connection.cursor() as cursor:
        cursor.execute(_FILL, [agency.pk, rows])


def seal() -> None:
    """Seal all of them, as a worker would, if it had not done so every few seconds."""
    agency = Agency.objects.get()
    moment = clock.now()
    with scope(agency):
        while sealing.seal(agency, moment, timedelta(0)):
            moment += timedelta(seconds=1)


def change_one(owner: str) -> None:
    """Change one entry in the middle, as only the tables' owner can."""
    with psycopg.connect(owner) as tables:
        tables.execute(
            "ALTER TABLE audit_auditentry DISABLE TRIGGER audit_auditentry_refuses_update"
        )
        tables.execute("ALTER TABLE audit_auditentry NO FORCE ROW LEVEL SECURITY")
        tables.execute(
            "UPDATE audit_auditentry SET verb = 'journal.returned'"
            " WHERE id = (SELECT max(id) / 2 FROM audit_auditentry)"
        )
