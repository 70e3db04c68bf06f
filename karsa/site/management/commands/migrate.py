"""Django's migrate, run as the tables' owner, which then lays what the database itself guards."""

import dj_database_url
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection

from karsa.audit import guard as audit_guard
from karsa.indicators import parts
from karsa.journal import months
from karsa.journal.services.counting import begin
from karsa.kit import clock
from karsa.tenancy import guard as tenancy_guard
from karsa.tenancy import marks
from karsa.tenancy.models import Agency
from karsa.tenancy.owner import connect_as_owner
from karsa.tenancy.scope import scope


class Command(migrate.Command):
    help = "Bring the tables up to date, then months, row-level security and triggers."

    def handle(self, *args: object, **options: object) -> None:
        runtime = dj_database_url.parse(settings.DATABASE_URL)
        connect_as_owner(connection)
        super().handle(*args, **options)
        call_command("createcachetable", verbosity=0)
        audit_guard.install(connection)
        months.install(connection)
        marks.install(connection)
        parts.install(connection, clock.now().date())
        tenancy_guard.install(connection, runtime["USER"])
        if not options["app_label"]:
            _count_months()


def _count_months() -> None:
    """Entries that are older than the table of their months, the first time."""
    for agency in Agency.objects.order_by("pk"):
        with scope(agency):
            begin(agency)
