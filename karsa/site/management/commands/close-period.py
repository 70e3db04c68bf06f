"""`karsa close-period`: close a period of this region, as the performance office would."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from karsa.evaluations.services import close_period
from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.org.models import Period
from karsa.org.queries.actor import system_actor
from karsa.rules.refused import Refused
from karsa.tenancy.commands import WRONG_USE, agency_named
from karsa.tenancy.scope import scope


class Command(BaseCommand):
    """Exit codes: 0 done, 1 refused with a reason, 2 wrong use."""

    help = "Close a period: nothing rated in it changes afterwards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("number", type=int, help="of the month or quarter; 0 is the year")
        parser.add_argument("--agency", default="", help="its code, where there are several")
        parser.add_argument("--reason", default="", help="needed while people are not rated")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, year: int, number: int, agency: str, **options: Any) -> None:
        """Close it, or leave with the reason why not."""
        home = agency_named(agency)
        with scope(home):
            period = Period.objects.filter(agency=home, year=year, number=number).first()
            if period is None:
                raise CommandError(_("Tidak ada periode itu."), returncode=WRONG_USE)
            try:
                actor = system_actor(home, clock.now())
                row = close_period(actor=actor, period=period, reason=options["reason"])
            except Refused as why:
                raise CommandError(sentence(why)) from None
        told = {"period": row.name, "closed": row.is_closed}
        self.stdout.write(json.dumps(told) if options["json"] else f"{row.name}: ditutup")
