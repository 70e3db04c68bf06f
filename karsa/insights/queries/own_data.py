"""All that is kept about oneself, as tables: what UU 27/2022 gives everybody a copy of."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Model, QuerySet
from django.template.loader import render_to_string

from karsa.accounts.actor import Actor
from karsa.consequences.models import AllowanceLine
from karsa.evaluations.models import Evaluation
from karsa.feedback.models import Feedback
from karsa.feedback.queries import remarks_of
from karsa.feedback.queries.rounds import own_results, result_of
from karsa.files.store import path_of
from karsa.insights.queries.own_tables import TABLES
from karsa.insights.queries.own_words import WORDS
from karsa.journal.models import EntryEvidence
from karsa.kit.spreadsheets import csv_lines
from karsa.privacy.queries.unsealing import told_about, with_readings

# Not handed to the employee before they are signed.
_UNSIGNED = (Evaluation.State.DRAFT, Evaluation.State.DECIDED)


@dataclass(frozen=True, slots=True)
class OwnTable:
    """One table: its name as a file, its columns, its rows."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]

    @property
    def headings(self) -> list[str]:
        """The columns in words."""
        return [str(WORDS.get(name, name)) for name in self.header]

    @property
    def as_csv(self) -> str:
        """The table as a spreadsheet reads it."""
        return "".join(csv_lines(self.header, self.rows, for_excel=False))


def own_tables(actor: Actor) -> tuple[OwnTable, ...]:
    """Return every table about the actor; colleagues' feedback stays unnamed.

    Fifty queries, and two per round of many voices.
    """
    found = [
        OwnTable(name, fields, list(_rows(actor, model, whose).values_list(*fields)))
        for name, model, whose, fields in TABLES
    ]
    return (*found, _received(actor), *_voices(actor), _unsealed(actor))


def own_archive(actor: Actor) -> Iterator[tuple[str, str | Path]]:
    """Yield names and contents of the archive: a page to read, CSV, one JSON, evidence files.

    Everything is read before the first part leaves. One query more than `own_tables`.
    """
    tables = own_tables(actor)
    whole = {
        one.name: [dict(zip(one.header, row, strict=True)) for row in one.rows] for one in tables
    }
    proofs = EntryEvidence.objects.filter(agency=actor.agency, entry__employee=actor.me)
    return iter(
        [
            *((f"{one.name}.csv", one.as_csv) for one in tables),
            ("baca.html", render_to_string("insights/own_data.html", {"tables": tables})),
            ("semua.json", json.dumps(whole, default=str, ensure_ascii=False, indent=1)),
            *(
                (f"bukti/{one.entry.day}-{one.pk}-{one.file.name}", path_of(one.file))
                for one in proofs.select_related("file", "entry").order_by("pk")
            ),
        ]
    )


def _received(actor: Actor) -> OwnTable:
    own = Feedback.objects.filter(agency=actor.agency, employee=actor.me).for_list()
    header = ("day", "source", "giver", "topic", "tone", "text", "reply")
    rows = [
        (one.day, one.source, one.giver, one.topic, one.tone_label, one.words, one.reply)
        for one in remarks_of(own.order_by("pk"))
    ]
    return OwnTable("umpan-balik-diterima", header, rows)


def _unsealed(actor: Actor) -> OwnTable:
    """Who has read what is sealed, and why, once it is over."""
    rows = [
        (one.row.kind, one.row.case_number, one.row.reason, one.row.asked_by.name, at)
        for one in with_readings(list(told_about(actor)))
        for at in one.readings
    ]
    return OwnTable("tersegel-dibaca", ("kind", "case_number", "reason", "reader", "at"), rows)


def _voices(actor: Actor) -> tuple[OwnTable, OwnTable]:
    """Rounds as their page shows them: one whole answer could tell whose it was."""
    found = [(row.name, result_of(actor, row)) for row in own_results(actor)]
    means = [
        (name, value, group.key, mean)
        for name, shown in found
        for value, told in shown.rows
        for group, mean in told
    ]
    words = [
        (name, group, text)
        for name, shown in found
        for group, texts in (("superior", shown.superior_words), ("others", shown.words))
        for text in texts
    ]
    return (
        OwnTable("nilai-360", ("round", "value", "group", "mean"), means),
        OwnTable("kata-360", ("round", "group", "text"), words),
    )


def _rows(actor: Actor, model: type[Model], whose: str) -> "QuerySet[Any]":
    """Rows of a table that are the actor's; an evaluation only once it is signed, an amount by
    approved rules alone.
    """
    if model is AllowanceLine:
        return AllowanceLine.objects.own(actor).order_by("pk")
    rows = model._default_manager.filter(**{"agency": actor.agency, whose: actor.me}).order_by("pk")
    return rows.exclude(state__in=_UNSIGNED) if model is Evaluation else rows
