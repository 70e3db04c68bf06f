"""`karsa publish-data`: release the open data as they stand today."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from karsa.insights.queries.open_data.sets import DATASETS
from karsa.insights.services import release_data
from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.org.queries.actor import system_actor
from karsa.rules.refused import Refused
from karsa.tenancy.commands import agency_named
from karsa.tenancy.scope import scope


class Command(BaseCommand):
    """Exit codes: 0 done, 1 refused with a reason (nothing has changed), 2 wrong use."""

    help = "Freeze the open data and publish them with their fingerprints."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", default="", help="its code, where there are several")
        parser.add_argument("--note", default="", help="what is new, read by everybody")
        parser.add_argument("--preview", action="store_true", help="count the rows, release none")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, agency: str, note: str, preview: bool, **options: Any) -> None:
        """Release, or tell what would be released."""
        home = agency_named(agency)
        with scope(home):
            actor = system_actor(home, clock.now())
            if preview:
                told: dict[str, Any] = {
                    one.code: len(one.read(home, actor.today)) for one in DATASETS
                }
            else:
                try:
                    row = release_data(actor=actor, note=note)
                except Refused as why:
                    raise CommandError(sentence(why)) from None
                told = {"release": row.number, "fingerprint": row.fingerprint}
        lines = "\n".join(f"{name}: {value}" for name, value in told.items())
        self.stdout.write(json.dumps(told) if options["json"] else lines)
