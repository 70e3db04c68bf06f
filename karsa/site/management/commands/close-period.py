"""`karsa close-period`: close a period of this region, as the performance office would."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from karsa.evaluations.queries.closing import batch_of
from karsa.evaluations.services import close_period, keep_proposals
from karsa.evaluations.services.proposals import processes_here
from karsa.jobs.models import Batch
from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.org.models import Period
from karsa.org.queries.actor import system_actor
from karsa.rules.refused import Refused
from karsa.tenancy.commands import WRONG_USE, agency_named
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope


class Command(BaseCommand):
    """Exit codes: 0 done, 1 refused with a reason, 2 wrong use. After a kill, repeat it."""

    help = "Close a period: nothing rated in it changes, and what the evidence carried is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("number", type=int, help="of the month or quarter; 0 is the year")
        parser.add_argument("--agency", default="", help="its code, where there are several")
        parser.add_argument("--reason", default="", help="needed while people are not rated")
        parser.add_argument(
            "--processes", type=int, default=processes_here(), help="at work at once"
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, year: int, number: int, agency: str, **options: Any) -> None:
        """Close it and keep everybody's proposal, or leave with the reason why not."""
        home = agency_named(agency)
        with scope(home):
            period = Period.objects.filter(agency=home, year=year, number=number).first()
            if period is None:
                raise CommandError(_("Tidak ada periode itu."), returncode=WRONG_USE)
            batch = _closed(home, period, options["reason"])
        for step in keep_proposals(
            agency=home,
            period=period,
            batch=batch,
            now=clock.now(),
            processes=options["processes"],
        ):
            self.stderr.write(f"{step.done} / {step.total}\r", ending="")
        if batch.problem:
            raise CommandError(batch.problem)
        told = {"period": period.name, "closed": True, "proposals": batch.done}
        told_in_words = f"{period.name}: ditutup, {batch.done} usulan disimpan"
        self.stdout.write(json.dumps(told) if options["json"] else told_in_words)


def _closed(home: Agency, period: Period, reason: str) -> Batch:
    """Close it, or take up a closing that was cut off."""
    actor = system_actor(home, clock.now())
    batch = batch_of(period) if period.is_closed else None
    if batch and batch.state != Batch.State.DONE:
        return batch
    try:
        return close_period(actor=actor, period=period, reason=reason, by_worker=False)
    except Refused as why:
        raise CommandError(sentence(why)) from None
