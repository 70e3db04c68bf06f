"""What the import commands share: arguments, the report, and the exit code."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.jobs.verdict import Outcome, Verdict
from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.kit.spreadsheets import write_csv
from karsa.org.imports.run import run
from karsa.org.queries.actor import system_actor
from karsa.org.services import imports
from karsa.rules.refused import Refused
from karsa.tenancy.commands import WRONG_USE, agency_named
from karsa.tenancy.models import Agency

REPORT_HEADER = ("baris", "hasil", "data", "catatan")
_SHOWN = 20


class ImportCommand(BaseCommand):
    """Exit codes: 0 done, 1 done with refused rows or refused with a reason, 2 wrong use."""

    kind = ""
    tells_all = False  # whether a trial says what becomes of each row, not only of refused ones
    requires_system_checks: list[str] = []  # the tables are all it needs

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The same for both files."""
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX")
        parser.add_argument("--dry-run", action="store_true", help="check only; write nothing")
        parser.add_argument(
            "--report", type=Path, metavar="OUT.csv", help="what became of each row"
        )
        parser.add_argument("--agency", default="", help="code of the agency, if there are several")
        parser.add_argument("--json", action="store_true", help="answer with JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file, report, and leave with the exit code."""
        if not options["file"].is_file():
            raise CommandError(
                _("Berkas tidak ditemukan: %(path)s") % {"path": options["file"]},
                returncode=WRONG_USE,
            )
        actor = system_actor(agency_named(options["agency"]), clock.now())
        verdicts: list[Verdict] = []
        try:
            self._import(actor, options["file"], options["dry_run"], verdicts.extend)
        except Refused as why:
            raise CommandError(sentence(why)) from None
        if options["report"]:
            write_csv(options["report"], REPORT_HEADER, map(_report_row, verdicts))
        counts = Counter(verdict.outcome for verdict in verdicts)
        self._answer(actor.agency, verdicts, counts, options)
        if counts[Outcome.REFUSED]:
            raise SystemExit(1)

    def _import(
        self, actor: Actor, path: Path, is_trial: bool, told: Callable[[list[Verdict]], None]
    ) -> None:
        if not is_trial:
            imports.run_command(actor=actor, kind=self.kind, path=path, told=told)
            return
        steps = run(
            agency=actor.agency, today=actor.today, kind=self.kind, path=path, write_down=False
        )
        for verdicts in steps:
            told(verdicts)

    def _answer(
        self,
        agency: Agency,
        verdicts: Iterable[Verdict],
        counts: Counter[Outcome],
        options: dict[str, Any],
    ) -> None:
        if options["json"]:
            answer = {
                "kind": self.kind,
                "agency": agency.code,
                "dry_run": options["dry_run"],
                "total": counts.total(),
                **{str(outcome): counts[outcome] for outcome in Outcome},
            }
            self.stdout.write(json.dumps(answer))
            return
        self._tell(verdicts, is_trial=options["dry_run"])
        self.stdout.write(_summary(counts, is_trial=options["dry_run"]))

    def _tell(self, verdicts: Iterable[Verdict], *, is_trial: bool) -> None:
        """The first refused rows; every row where a trial is asked for its rows' fate."""
        if self.tells_all and is_trial:
            for number, outcome, label, note in map(_report_row, verdicts):
                self.stdout.write(f"{number}: {outcome} ({label}) {note}".rstrip())
            return
        for verdict in [v for v in verdicts if v.outcome == Outcome.REFUSED][:_SHOWN]:
            line = _("Baris %(line)s ditolak (%(label)s): %(note)s")
            facts = {"line": verdict.line, "label": verdict.label, "note": verdict.note}
            self.stdout.write(line % facts)


def _report_row(verdict: Verdict) -> tuple[int, str, str, str]:
    return verdict.line, str(verdict.outcome.label), verdict.label, verdict.note


def _summary(counts: Counter[Outcome], *, is_trial: bool) -> str:
    text = _(
        "%(total)s baris: %(taken)s diterima, %(repaired)s diterima dengan perbaikan, "
        "%(refused)s ditolak, %(unchanged)s sudah sama."
    )
    facts = {str(outcome): counts[outcome] for outcome in Outcome}
    summary = text % {"total": counts.total(), **facts}
    return f"{summary} {_('Percobaan: tidak ada yang disimpan.')}" if is_trial else summary
