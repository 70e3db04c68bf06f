"""`karsa archive-months DIR --before 2024-01`: old events leave the database for a folder."""

from argparse import ArgumentTypeError
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused
from karsa.site import archive
from karsa.tenancy.commands import WRONG_USE


class Command(BaseCommand):
    """Exit codes: 0 done, 1 refused with a reason, 2 wrong use."""

    help = "Put months of events away as files (PostgreSQL), or bring one back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--before", type=_month, metavar="2024-01", help="put away what is older")
        what.add_argument("--restore", metavar="2023-12", help="bring this month or year back")

    def handle(self, *, folder: Path, before: datetime | None, **options: Any) -> None:
        """Each part is told when it is whole on the other side."""
        if connection.vendor != "postgresql":
            raise CommandError(_("Arsip bulanan hanya ada di PostgreSQL."), returncode=WRONG_USE)
        with archive.owner(settings.DATABASE_ADMIN_URL) as base:
            try:
                if before:
                    for kept in archive.put_away(base, folder, before, clock.now()):
                        self._tell(_("Diarsipkan: %(part)s, %(rows)s baris."), kept)
                else:
                    back = archive.bring_back(base, folder, options["restore"])
                    self._tell(_("Kembali: %(part)s, %(rows)s baris."), back)
            except Refused as why:
                raise CommandError(sentence(why)) from None

    def _tell(self, text: str, kept: archive.Kept) -> None:
        self.stdout.write(text % {"part": kept.name, "rows": kept.rows})


def _month(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC)
    except ValueError:
        raise ArgumentTypeError(text) from None
