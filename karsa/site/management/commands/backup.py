"""`karsa backup DIR`: everything a restored Karsa needs, while people go on working."""

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused
from karsa.site.backup import keeping, manifest
from karsa.site.backup.vault import key_in, lock_for

_FAILED = gettext_noop("Cadangan tidak jadi dan tidak ada yang tersisa: %(why)s. Periksa disknya.")


class Command(BaseCommand):
    """Exit codes: 0 done, 1 refused with a reason, 2 wrong use."""

    help = "Save the database, the files and the keys below DIR, in a folder named by the moment."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--recipient", action="append", default=[], metavar="age1…", help="encrypt to this key"
        )
        parser.add_argument("--keep", type=int, metavar="N", help="forget all but the newest N")
        parser.add_argument("--identity", type=Path, help="age key file, to know what --keep needs")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, folder: Path, recipient: list[str], **options: Any) -> None:
        """Save, then forget what is too old."""
        try:
            made = keeping.save(folder, lock_for(recipient), clock.now())
            gone = self._forget(folder, made, **options)
        except Refused as why:
            raise CommandError(sentence(why)) from None
        except (OSError, sqlite3.Error) as why:
            raise CommandError(_(_FAILED) % {"why": why}) from None
        told = manifest.read(made)
        if options["json"]:
            self.stdout.write(json.dumps({"folder": str(made), "gone": gone, **asdict(told)}))
            return
        text = _("Tersimpan di %(folder)s: %(rows)s baris, %(files)s berkas.")
        rows = sum(told.rows.values())
        self.stdout.write(text % {"folder": made, "rows": rows, "files": told.files})
        if not recipient:
            self.stderr.write(_("Tidak dienkripsi: jaga folder ini seperti servernya sendiri."))

    def _forget(
        self, folder: Path, made: Path, *, keep: int | None, identity: Path | None, **_: Any
    ) -> int:
        if keep is None:
            return 0
        return keeping.forget(folder, max(1, keep), key_in(identity), made)
