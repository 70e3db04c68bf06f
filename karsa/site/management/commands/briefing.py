"""`karsa briefing`: the month on one page, printed, or sent to those who switched it on."""

import json
import sys
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandParser

from karsa.insights.queries.briefing import month_before
from karsa.insights.queries.letter import letter_of
from karsa.insights.services import send_briefings
from karsa.kit import clock
from karsa.org.queries.actor import system_actor
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope


class Command(BaseCommand):
    """Exit codes: 0 done, 1 some letters could not be delivered, 2 wrong use."""

    help = "Print the briefing of a month (default: the one before), or send it with --send."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--month", type=_month, help="as 2026-10")
        parser.add_argument("--send", action="store_true", help="to each reader, never twice")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, month: date | None, send: bool, json: bool, **options: Any) -> None:
        now, failed = clock.now(), 0
        told: dict[str, dict[str, Any]] = {}
        for agency in Agency.objects.real().order_by("pk"):
            first = month or month_before(now.astimezone(ZoneInfo(agency.zone)).date())
            if send:
                done = send_briefings(agency=agency, first=first, now=now)
                failed += done.failed
                told[agency.code] = {
                    "sent": done.sent,
                    "before": done.before,
                    "failed": done.failed,
                }
            else:
                told[agency.code] = _printed(agency, first, now)
        self._tell(told, as_json=json)
        if failed:
            sys.exit(1)

    def _tell(self, told: dict[str, dict[str, Any]], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for code, answer in told.items():
            counts = "{sent} terkirim, {before} sudah pernah atau tidak lagi, {failed} gagal"
            self.stdout.write(answer.get("text") or f"{code}: {counts.format(**answer)}")


def _printed(agency: Agency, first: date, now: datetime) -> dict[str, str]:
    with scope(agency):
        letter = letter_of(system_actor(agency, now), first)
    return {"subject": letter.subject, "text": letter.text}


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")
