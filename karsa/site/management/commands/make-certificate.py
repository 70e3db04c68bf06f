"""`karsa make-certificate`: a certificate of the agency's own, to seal the PDFs it issues."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from karsa.documents.pades import make_certificate
from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused
from karsa.tenancy.commands import agency_named


class Command(BaseCommand):
    """Exit codes: 0 done, 1 there is one already."""

    help = "Make the agency a certificate to seal its PDFs with, unless it has one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", default="", help="its code, where there are several")

    def handle(self, *, agency: str, **options: Any) -> None:
        """Make it and say where it lies."""
        try:
            path = make_certificate(agency_named(agency), clock.now())
        except Refused as why:
            raise CommandError(sentence(why)) from None
        self.stdout.write(str(path))
