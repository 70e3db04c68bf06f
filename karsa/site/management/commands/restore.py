"""`karsa restore DIR/<moment>`: a backup comes back into an empty installation, and is proved."""

import json
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils.translation import gettext as _

from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused
from karsa.site.backup import keeping
from karsa.site.backup.vault import key_in


class Command(BaseCommand):
    """Exit codes: 0 done, 1 refused with a reason, or the record is not whole; 2 wrong use."""

    help = "Bring a backup back into an empty data folder and database, then prove the record."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="a backup's own folder")
        parser.add_argument("--identity", type=Path, help="age key file that opens it")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, folder: Path, identity: Path | None, json: bool, **options: Any) -> None:
        """Restore, bring the tables up to date, prove."""
        connections.close_all()
        try:
            found = keeping.restore(folder, key_in(identity))
        except Refused as why:
            raise CommandError(sentence(why)) from None
        call_command("migrate", verbosity=0)
        self._tell(found, as_json=json)
        call_command("verify-audit", json=json, stdout=self.stdout)

    def _tell(self, found: keeping.Restored, *, as_json: bool) -> None:
        told = {"at": found.manifest.at, "rows": found.rows, "files": found.manifest.files}
        text = _("Pulih keadaan %(at)s: %(rows)s baris, %(files)s berkas.")
        self.stdout.write(json.dumps(told) if as_json else text % told)
