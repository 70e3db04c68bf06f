"""`karsa check-months`: whether the months of daily entries are what the entries say."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from karsa.journal.services.counting import differing, recount
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope


class Command(BaseCommand):
    """Exit codes: 0 all are, 1 some were not (and with --repair now are), 2 wrong use."""

    help = "Compare the months that dashboards read with the daily entries, of every agency."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="make anew what differs")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, repair: bool, **options: Any) -> None:
        """Check each agency in its own scope."""
        found = {one.code: _check(one, repair) for one in Agency.objects.order_by("pk")}
        told = {code: [f"{month:%Y-%m}" for month in months] for code, months in found.items()}
        if options["json"]:
            self.stdout.write(json.dumps(told))
        else:
            self.stdout.writelines(f"{code}: {' '.join(told[code]) or '–'}" for code in told)
        if any(told.values()):
            raise CommandError("Bulan-bulan di atas berbeda dari catatan hariannya.")


def _check(agency: Agency, repair: bool) -> list[date]:
    with scope(agency):
        months = differing(agency)
        if repair:
            recount(agency, months)
    return months
