"""`karsa demo`: a region on this machine, with a year of work, and a sign-in for each role."""

import os
from datetime import date
from typing import Any

import dj_database_url
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from karsa.kit import clock
from karsa.site.demo import memory, people, region
from karsa.site.demo.load import load
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

_OTHER = "Basis data ini sudah berisi instansi lain, jadi contoh tidak dimuat ke dalamnya."
_EASY = (
    "Di contoh ini langkah kedua hanya dianjurkan, supaya semua peran bisa dicoba; di instansi "
    "sungguhan peran yang berkuasa wajib memakainya."
)
_FIXED = "Contoh ini sudah dimulai pada hari lain. Untuk --at yang baru, pakai folder data baru."


class Command(BaseCommand):
    help = "Load the demo region if the database is empty, print the sign-ins, and serve."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", type=date.fromisoformat, help="the demo's today: 2026-11-20")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="load and print only")

    def handle(self, *, at: date | None, port: int, no_serve: bool, **options: Any) -> None:
        _migrate()
        kept = memory.recall()
        agency = Agency.objects.real().order_by("pk").first()
        if agency is not None and agency.code != region.CODE:
            raise CommandError(_OTHER)
        if agency is not None and kept and at and at != kept.day:
            self.stderr.write(_FIXED)
        if agency is None or kept is None:
            kept = memory.begin(at)
        _stand_still(kept.day)
        if agency is None:
            agency = load(now=clock.now(), told=self.stdout.write)
        self._welcome(agency, kept.password, port)
        if not no_serve:
            call_command("serve", port=port)

    def _welcome(self, agency: Agency, password: str, port: int) -> None:
        with scope(agency):
            people.ensure_password(agency, password)
            rows = people.sign_ins(agency)
        wide = [max(len(row[n]) for row in rows) for n in range(3)]
        self.stdout.write(f"\n{agency.name}: http://127.0.0.1:{port}/\n\n")
        for label, name, number in (("Peran", "Nama", "NIP"), *rows):
            line = (label.ljust(wide[0]), name.ljust(wide[1]), number.ljust(wide[2]))
            self.stdout.write("  " + "  ".join(line).rstrip())
        self.stdout.write(f"\n  {_EASY}")
        self.stdout.write(f"  Sandi untuk semua: {password}\n")


def _migrate() -> None:
    """Bring the tables up to date if they are not, then go on as the runtime role."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    call_command("migrate", verbosity=0)
    runtime = dj_database_url.parse(settings.DATABASE_URL)
    connection.close()
    connection.settings_dict.update(USER=runtime["USER"], PASSWORD=runtime["PASSWORD"])


def _stand_still(day: date | None) -> None:
    """Fix the clock of this process and of those it starts."""
    if day is not None:
        os.environ["KARSA_AT"] = day.isoformat()
        settings.FIXED_TODAY = day
