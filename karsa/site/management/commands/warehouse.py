"""`karsa warehouse …`: snapshots of agencies and months, and what they answer together."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.org.queries.actor import system_actor
from karsa.rules.refused import Refused
from karsa.tenancy.commands import WRONG_USE, agency_named
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope
from karsa.warehouse.engines import ENGINES
from karsa.warehouse.manifest import Manifest
from karsa.warehouse.month import Month
from karsa.warehouse.questions import QUESTIONS
from karsa.warehouse.questions.parts import Row
from karsa.warehouse.reporting import MASTER, answers, files_in
from karsa.warehouse.services import publish

_FOLDER: Any = {"type": Path, "metavar": "DIR", "default": settings.DATA / "warehouse"}


class Command(BaseCommand):
    """Exit codes: 0 done, 1 refused with a reason, 2 wrong use."""

    help = "Publish snapshots of agencies and months, and answer questions from them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """A sub-command for each act."""
        acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
        export = acts.add_parser("export", help="write a month of each agency below DIR")
        export.add_argument("--agency", default="", help="its code; all without one")
        export.add_argument("--month", type=_month, help="2026-03; the last whole one without it")
        report = acts.add_parser("report", help="answer from what lies below DIR")
        report.add_argument("questions", nargs="*", metavar="QUESTION", help=", ".join(QUESTIONS))
        report.add_argument("--engine", choices=ENGINES, default="duckdb")
        report.add_argument("--master", default=MASTER, help="Spark's; spark://host:7077")
        check = acts.add_parser("verify", help="compare every file below DIR with its manifest")
        report.add_argument("--from", dest="folder", **_FOLDER)
        for one in (export, check):
            one.add_argument("folder", nargs="?", **_FOLDER)
        for one in (export, report, check):
            one.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, act: str, **options: Any) -> None:
        """Do it, or leave with the reason why not."""
        try:
            getattr(self, f"_{act}")(**options)
        except Refused as why:
            raise CommandError(sentence(why)) from None

    def _export(self, *, folder: Path, agency: str, month: Month | None, **options: Any) -> None:
        homes = [agency_named(agency)] if agency else Agency.objects.real().order_by("pk")
        made = [one for home in homes for one in self._published(home, month, folder)]
        if options["json"]:
            told = [{**asdict(one), "is_new": is_new} for one, is_new in made]
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for one, is_new in made:
            self.stdout.write(_line(one, is_new=is_new))

    def _published(
        self, home: Agency, month: Month | None, folder: Path
    ) -> Iterator[tuple[Manifest, bool]]:
        actor = system_actor(home, clock.now())
        with scope(home):
            yield publish(actor=actor, month=month or Month.before(actor.today), root=folder)

    def _report(self, *, folder: Path, questions: list[str], **options: Any) -> None:
        unknown = sorted(set(questions) - set(QUESTIONS))
        if unknown:
            known = {"name": unknown[0], "known": ", ".join(QUESTIONS)}
            text = _("Tidak ada pertanyaan “%(name)s”. Yang ada: %(known)s.") % known
            raise CommandError(text, returncode=WRONG_USE)
        asked = questions or list(QUESTIONS)
        found = answers(folder, asked, options["engine"], master=options["master"])
        if options["json"]:
            self.stdout.write(json.dumps(dict(found), default=str, ensure_ascii=False, indent=1))
            return
        for name, rows in found:
            self.stdout.write(f"\n{name}")
            self.stdout.writelines(f"{line}\n" for line in _table(rows))

    def _verify(self, *, folder: Path, **options: Any) -> None:
        count = sum(map(len, files_in(folder, whole=True).values()))
        text = _("%(count)s berkas sama seperti saat diterbitkan.") % {"count": count}
        self.stdout.write(json.dumps({"files": count}) if options["json"] else text)


def _month(text: str) -> Month:
    return Month.named(text)


def _line(told: Manifest, *, is_new: bool) -> str:
    facts = {
        "name": told.name,
        "month": told.month,
        "rows": sum(one.rows for one in told.tables.values()),
    }
    if is_new:
        return _("%(name)s %(month)s: %(rows)s baris diterbitkan.") % facts
    return _("%(name)s %(month)s: %(rows)s baris, tidak ada yang berubah.") % facts


def _table(rows: Iterable[Row]) -> Iterator[str]:
    """Columns parted by tabs, as spreadsheets take them."""
    for place, row in enumerate(rows):
        if not place:
            yield "\t".join(row)
        yield "\t".join("" if one is None else str(one) for one in row.values())
