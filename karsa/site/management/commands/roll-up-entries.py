"""`karsa roll-up-entries`: accepted daily entries of a month as figures of their indicators."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from karsa.journal.services.figures import add_up
from karsa.kit import clock
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope


class Command(BaseCommand):
    help = "Add up the accepted entries of a month (default: this one) for every agency."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int)
        parser.add_argument("--month", type=int, choices=range(1, 13))
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(
        self, *, year: int | None, month: int | None, json: bool = False, **options: Any
    ) -> None:
        now = clock.now()
        counts = {}
        for agency in Agency.objects.real().order_by("pk"):
            with scope(agency):
                counts[agency.code] = add_up(
                    agency=agency, year=year or now.year, month=month or now.month, now=now
                )
        self._tell(counts, as_json=json)

    def _tell(self, counts: dict[str, int], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(counts))
            return
        for code, count in counts.items():
            self.stdout.write(f"{code}: {count} indikator dihitung dari catatan harian")
