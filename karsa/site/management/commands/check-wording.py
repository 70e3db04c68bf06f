"""`karsa check-wording`: what each statement of a file is, and what would make it clearer."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from karsa.kit.wording import said
from karsa.rules.wording import Nature, Remark, Review, review_all

WRONG_USE = 2


class Command(BaseCommand):
    """Exit codes: 0 done, 1 refused with a reason, 2 wrong use. A statement is never refused."""

    help = "Review the wording of work results and indicators, one statement per line."
    requires_system_checks: list[str] = []  # it reads no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and how to answer."""
        parser.add_argument("file", type=Path, metavar="FILE", help="text, one statement per line")
        parser.add_argument("--json", action="store_true", help="answer with JSON")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Review the file and answer."""
        reviews = list(review_all(_statements(file)))
        if options["json"]:
            self.stdout.write(json.dumps([_entry(one) for one in reviews], ensure_ascii=False))
            return
        width = max((len(one.statement) for one in reviews), default=0)
        for one in reviews:
            reasons = " ".join(_reasons(one))
            self.stdout.write(f"{one.nature:<9}  {one.statement:<{min(width, 70)}}  {reasons}")
        self.stdout.write(_summary(reviews))


def _statements(path: Path) -> list[str]:
    """The lines that say anything, from UTF-8 with or without its mark."""
    if not path.is_file():
        text = _("Berkas tidak ditemukan: %(path)s") % {"path": path}
        raise CommandError(text, returncode=WRONG_USE)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise CommandError(_("Berkas bukan teks UTF-8. Simpan ulang sebagai UTF-8.")) from None
    return [line.strip() for line in lines if line.strip()]


def _entry(one: Review) -> dict[str, object]:
    return {"statement": one.statement, "class": one.nature.value, "reasons": _reasons(one)}


def _reasons(one: Review) -> list[str]:
    return [_with_example(remark) for remark in (one.why, *one.remarks)]


def _with_example(remark: Remark) -> str:
    if not remark.options:
        return said(remark)
    facts = {"reason": said(remark), "wording": remark.options[0]}
    return _("%(reason)s Misalnya: “%(wording)s”.") % facts


def _summary(reviews: list[Review]) -> str:
    counts = Counter(one.nature for one in reviews)
    facts = {nature.value: counts[nature] for nature in Nature} | {"all": len(reviews)}
    text = _("%(all)s kalimat: %(hasil)s hasil, %(aktivitas)s aktivitas, %(kategori)s kategori.")
    return text % facts
