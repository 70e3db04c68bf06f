"""`karsa seed --employees N --years Y`: a believable region of any size, for trials and figures."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused
from karsa.site.demo.people import new_password
from karsa.site.seed.people import nip_of
from karsa.site.seed.size import Size
from karsa.site.seed.sow import sow
from karsa.tenancy.owner import connect_as_owner

_MOST = 5_000_000
_YEARS = 5
WRONG_USE = 2
_SEATS = ("Kepala daerah", "Pengelola kinerja", "Inspektorat", "Administrator", "Pegawai")


class Command(BaseCommand):
    """Exit codes: 0 done, 1 refused with a reason, 2 wrong use."""

    help = "Fill an empty database with a region of N people, the same each time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--employees", type=int, required=True, metavar="N")
        parser.add_argument("--years", type=int, default=1, metavar="Y", help="this one included")
        parser.add_argument("--sparse", action="store_true", help="48 entries a person and year")
        parser.add_argument("--at", type=date.fromisoformat, metavar="YYYY-MM-DD", help="its today")

    def handle(self, *, employees: int, years: int, **options: Any) -> None:
        """Check the size, fill, and name who can sign in."""
        if not (0 < employees <= _MOST and 0 < years <= _YEARS):
            raise CommandError(f"N: 1–{_MOST}; Y: 1–{_YEARS}", returncode=WRONG_USE)
        now = _moment(options["at"])
        password = new_password()
        connect_as_owner(connection)
        try:
            size = Size(employees, years, now.date(), options["sparse"])
            agency = sow(size, now, password, self.stdout.write)
        except Refused as why:
            raise CommandError(sentence(why)) from None
        self.stdout.write(f"{agency.name}; {password}")
        for person, seat in enumerate(_SEATS[:employees]):
            self.stdout.write(f"  {nip_of(person)}  {seat}")


def _moment(day: date | None) -> datetime:
    now = clock.now()
    return now if day is None else now + timedelta(days=(day - now.date()).days)
