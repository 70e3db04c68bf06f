"""All that is kept about oneself, as tables: what UU 27/2022 gives everybody a copy of."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

from karsa.accounts.actor import Actor
from karsa.consequences.models import AllowanceLine
from karsa.evaluations.models import Evaluation
from karsa.feedback.models import Feedback
from karsa.feedback.queries import remark_of
from karsa.feedback.queries.rounds import own_results, result_of
from karsa.files.store import path_of
from karsa.insights.queries.own_copy import SLICE, OwnCopy, OwnTable
from karsa.insights.queries.own_tables import TABLES
from karsa.journal.models import EntryEvidence
from karsa.kit.archives import Content
from karsa.privacy.queries.unsealing import told_about, with_readings

# Not handed to the employee before they are signed.
_UNSIGNED = (Evaluation.State.DRAFT, Evaluation.State.DECIDED)


def own_tables(actor: Actor) -> Iterator[OwnTable]:
    """Yield every table about the actor, its rows to be read before the next is asked for.

    Colleagues' feedback stays unnamed. Fifty queries, read in pieces, and two per round of many
    voices.
    """
    for name, model, whose, fields in TABLES:
        rows = _rows(actor, model, whose).values_list(*fields)
        yield OwnTable(name, fields, rows.iterator(SLICE))
    yield _received(actor)
    yield from _voices(actor)
    yield _unsealed(actor)


def own_archive(actor: Actor) -> list[tuple[str, Content]]:
    """Return names and contents of the archive: a page to read, CSV, one JSON, evidence files.

    Everything is read before the first part leaves, and waits on the disk: in memory stand a slice
    of rows and the names of the evidence files. One query more than `own_tables`.
    """
    copy = OwnCopy()
    for table in own_tables(actor):
        copy.add(table)
    proofs = EntryEvidence.objects.filter(agency=actor.agency, entry__employee=actor.me)
    rows = proofs.select_related("file", "entry").order_by("pk").iterator(SLICE)
    named = [(f"bukti/{one.entry.day}-{one.pk}-{one.file.name}", path_of(one.file)) for one in rows]
    return [*copy.members(), *named]


def _received(actor: Actor) -> OwnTable:
    own = Feedback.objects.filter(agency=actor.agency, employee=actor.me).for_list()
    header = ("day", "source", "giver", "topic", "tone", "text", "reply")
    rows = (
        (one.day, one.source, one.giver, one.topic, one.tone_label, one.words, one.reply)
        for one in map(remark_of, own.order_by("pk").iterator(SLICE))
    )
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
