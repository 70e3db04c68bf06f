"""`karsa stats …`: analyses of a table, answered with JSON; they read no database."""

import json
from csv import DictWriter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused
from karsa.site.analyses import agreement, effect, forecast, severity

_ANALYSES: dict[str, Any] = {
    "forecast": forecast,
    "severity": severity,
    "agreement": agreement,
    "effect": effect,
}
_WRONG_USE = 2


class Command(BaseCommand):
    """Exit codes: 0 done, 1 refused with a reason, 2 wrong use."""

    help = "Analyse a table (CSV or XLSX) and answer with JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """A sub-command for each analysis."""
        kinds = parser.add_subparsers(dest="analysis", metavar="ANALYSIS", required=True)
        for name, analysis in _ANALYSES.items():
            told = analysis.HELP.replace("%", "%%")  # argparse fills in a help, not a description
            kind = kinds.add_parser(name, help=told, description=analysis.HELP)
            kind.add_argument("--json", action="store_true", help="JSON, which it answers anyway")
            analysis.add_arguments(kind)

    def handle(self, *, analysis: str, **options: Any) -> None:
        """Print the answer, or leave with the reason why there is none."""
        if not options["file"].is_file():
            raise CommandError(
                _("Berkas tidak ditemukan: %(path)s") % {"path": options["file"]},
                returncode=_WRONG_USE,
            )
        try:
            answer = _ANALYSES[analysis].answer(options)
        except Refused as why:
            raise CommandError(sentence(why)) from None
        if options.get("csv"):
            table = DictWriter(self.stdout, answer["raters"][0], lineterminator="\n")
            table.writeheader()
            table.writerows(answer["raters"])
        else:
            self.stdout.write(json.dumps(answer, indent=2))
        if answer.get("reason"):
            raise CommandError(answer["reason"])
