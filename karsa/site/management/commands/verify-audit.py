"""`karsa verify-audit`: whether the record of who did what still is what was sealed."""

import json
from argparse import FileType
from dataclasses import asdict
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from karsa.audit.queries.proof import Anchor, Proof, prove
from karsa.audit.services.sealing import REACH
from karsa.kit import clock
from karsa.tenancy.commands import WRONG_USE, agency_named
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope


class Command(BaseCommand):
    """Exit codes: 0 whole, 1 something is not what was sealed, 2 wrong use."""

    help = "Prove the audit record against its seals, and against an anchor kept elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", default="", help="its code; default: every agency")
        parser.add_argument("--anchor", type=FileType(), help="a day's anchor, kept elsewhere")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, agency: str, anchor: IO[str] | None, **options: Any) -> None:
        """Read everything once; findings name entries and seals by number."""
        kept = _anchor(anchor) if anchor else {}
        code = agency or kept.get("agency", "")
        asked = [agency_named(code)] if code else Agency.objects.order_by("pk")
        found = {one.code: _prove(one, kept) for one in asked}
        if options["json"]:
            self.stdout.write(json.dumps({code: _told(proof) for code, proof in found.items()}))
        else:
            self.stdout.writelines(_line(code, proof) for code, proof in found.items())
        if not all(proof.is_whole for proof in found.values()):
            raise CommandError(_("Jejak tidak utuh. Jangan ubah basis data ini, lalu telusuri."))


def _prove(agency: Agency, kept: dict[str, Any]) -> Proof:
    anchor = Anchor(kept["number"], kept["link"]) if kept else None
    with scope(agency):
        return prove(agency, clock.now() - REACH, anchor)


def _anchor(file: IO[str]) -> dict[str, Any]:
    with file:
        try:
            kept = json.load(file)
            return {name: kept[name] for name in ("agency", "number", "link")}
        except (ValueError, KeyError, TypeError):
            text = _("Berkas ini bukan jangkar jejak: %(path)s") % {"path": file.name}
            raise CommandError(text, returncode=WRONG_USE) from None


def _told(proof: Proof) -> dict[str, Any]:
    return {**asdict(proof), "whole": proof.is_whole}


def _line(code: str, proof: Proof) -> str:
    whole = _("utuh") if proof.is_whole else _("tidak utuh")
    faults = "".join(f"\n  {one.fault} {one.key}" for one in proof.findings)
    return (
        _(
            "%(agency)s: %(whole)s; %(entries)s catatan, %(seals)s segel, %(open)s belum disegel, "
            "%(erased)s rincian dihapus"
        )
        % {
            "agency": code,
            "whole": whole,
            "entries": proof.entries,
            "seals": proof.seals,
            "open": proof.open,
            "erased": proof.erased,
        }
        + faults
    )
