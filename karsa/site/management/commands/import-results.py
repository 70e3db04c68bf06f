from argparse import ArgumentParser
from typing import Any

from karsa.evaluations.services.past import past_results
from karsa.org.imports.command import ImportCommand
from karsa.org.services.importing import KINDS


class Command(ImportCommand):
    kind = "past_results"
    tells_all = True
    help = "Take in last year's results, grades and open objections (CSV or XLSX)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The same as for every import, and the year."""
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help="take rows of this year only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the rows of the year."""
        KINDS[self.kind] = past_results(options["year"])
        super().handle(*args, **options)
