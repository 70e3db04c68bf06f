from argparse import ArgumentParser
from typing import Any

from karsa.org.imports.command import ImportCommand
from karsa.org.services.importing import KINDS
from karsa.plans.services.past import past_plans


class Command(ImportCommand):
    kind = "past_plans"
    tells_all = True
    help = "Take in last year's SKP from BKN's Laporan SKP or a plain table (CSV or XLSX)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The same as for every import, and the year."""
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help="of the rows; by default last year")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the rows of the year."""
        KINDS[self.kind] = past_plans(options["year"])
        super().handle(*args, **options)
