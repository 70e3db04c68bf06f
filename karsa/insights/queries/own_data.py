"""All that is kept about oneself, as tables: what UU 27/2022 gives everybody a copy of."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Model, QuerySet

from karsa.accounts.actor import Actor
from karsa.consequences.models import (
    AllowanceInput,
    AllowanceLine,
    DisciplineStep,
    Improvement,
    ImprovementStep,
    Reward,
)
from karsa.evaluations.models import Evaluation, Objection, RaterEffect, Takeover, VignetteRating
from karsa.feedback.models import (
    BehaviourReport,
    CompetenceReview,
    Feedback,
    Guidance,
    GuidanceStep,
)
from karsa.feedback.queries import remarks_of
from karsa.feedback.queries.rounds import own_results, result_of
from karsa.files.store import path_of
from karsa.journal.models import DailyEntry, EntryEvidence, PhotoPlace, PlausibilityNote
from karsa.kit.spreadsheets import csv_lines
from karsa.org.models import Assignment, Employee, EmployeeStatus, Leave, RaterLine
from karsa.plans.models import ActionItem, IndividualIndicator, PerformancePlan, WorkResult

_STEP = ("on", "kind", "text", "reply")
# Not handed to the employee before they are signed.
_UNSIGNED = (Evaluation.State.DRAFT, Evaluation.State.DECIDED)


@dataclass(frozen=True, slots=True)
class OwnTable:
    """One table: its name as a file, its columns, its rows."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]

    @property
    def as_csv(self) -> str:
        """The table as a spreadsheet reads it."""
        return "".join(csv_lines(self.header, self.rows, for_excel=False))


def own_tables(actor: Actor) -> tuple[OwnTable, ...]:
    """Return every table about the actor; colleagues' feedback stays unnamed.

    29 queries, and two per round of many voices.
    """
    found = [
        OwnTable(name, fields, list(_rows(actor, model, whose).values_list(*fields)))
        for name, model, whose, fields in _TABLES
    ]
    return (*found, _received(actor), *_voices(actor))


def own_archive(actor: Actor) -> Iterator[tuple[str, str | Path]]:
    """Yield names and contents of the archive: tables as CSV, all as one JSON, evidence files.

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
    """Rows of a table that are the actor's; an evaluation only once it is signed."""
    rows = model._default_manager.filter(**{"agency": actor.agency, whose: actor.me}).order_by("pk")
    return rows.exclude(state__in=_UNSIGNED) if model is Evaluation else rows


# File, table, the way from a row to the employee, columns.
_TABLES: Sequence[tuple[str, type[Model], str, Sequence[str]]] = (
    (
        "pegawai",
        Employee,
        "pk",
        (
            "nip",
            "name",
            "title_before",
            "title_after",
            "employment",
            "rank",
            "sex",
            "born",
            "phone",
        ),
    ),
    ("status", EmployeeStatus, "employee", ("kind", "reason", "starts", "ends")),
    ("cuti", Leave, "employee", ("kind", "starts", "ends")),
    (
        "penempatan",
        Assignment,
        "employee",
        ("position__name", "unit__name", "kind", "is_head", "decree", "starts", "ends"),
    ),
    (
        "penilai",
        RaterLine,
        "assignment__employee",
        ("rater__name", "reviewer__name", "starts", "ends"),
    ),
    (
        "skp",
        PerformancePlan,
        "assignment__employee",
        ("year", "version", "state", "starts", "ends"),
    ),
    ("hasil-kerja", WorkResult, "plan__assignment__employee", ("plan__year", "kind", "text")),
    (
        "indikator-individu",
        IndividualIndicator,
        "result__plan__assignment__employee",
        ("result__text", "text", "aspect", "target"),
    ),
    (
        "rencana-aksi",
        ActionItem,
        "plan__assignment__employee",
        ("result__text", "text", "target_value", "measure", "starts", "ends"),
    ),
    (
        "catatan",
        DailyEntry,
        "employee",
        (
            "day",
            "result__text",
            "action__text",
            "quantity",
            "measure",
            "text",
            "started",
            "ended",
            "state",
            "review_reason",
            "is_field_duty",
        ),
    ),
    (
        "tpp",
        AllowanceLine,
        "employee",
        ("run__month", "run__version", "run__state", "standing", "amount", "facts"),
    ),
    ("kehadiran-dan-potongan", AllowanceInput, "employee", ("month", "kind", "figures")),
    ("penghargaan", Reward, "employee", ("year", "award__name", "reason", "decided_on")),
    ("masa-perbaikan", Improvement, "employee", ("starts", "ends", "state", "outcome")),
    ("langkah-perbaikan", ImprovementStep, "improvement__employee", _STEP),
    # A case has steps from the day its person is called.
    ("perkara-disiplin", DisciplineStep, "case__employee", ("case__number", *_STEP, "words")),
    (
        "tempat-foto",
        PhotoPlace,
        "evidence__entry__employee",
        ("evidence__entry__day", "latitude", "longitude", "delete_on"),
    ),
    (
        "umpan-balik-diberikan",
        Feedback,
        "giver",
        ("day", "employee__name", "result__text", "value", "tone", "text"),
    ),
    (
        "pembinaan",
        Guidance,
        "employee",
        ("kind", "day", "place", "guide__name", "answers", "follow_up"),
    ),
    (
        "langkah-pembinaan",
        GuidanceStep,
        "guidance__employee",
        ("guidance__day", "text", "due", "adjusts", "done_on"),
    ),
    (
        "kompetensi",
        CompetenceReview,
        "guidance__employee",
        ("day", "technical", "scores", "recommendation"),
    ),
    (
        "laporan-perilaku",
        BehaviourReport,
        "employee",
        ("day", "value", "expectation", "problem", "tried", "is_widespread"),
    ),
    (
        "pertanyaan-catatan",
        PlausibilityNote,
        "entry__employee",
        ("entry__day", "kind", "found_on", "explanation"),
    ),
    (
        "nilai-kasus",
        VignetteRating,
        "rater",
        ("vignette__title", "result_rating", "behaviour_rating"),
    ),
    (
        "cermin-penilai",
        RaterEffect,
        "rater",
        (
            "period__name",
            "period__year",
            "people",
            "middle",
            "alike",
            "lifted",
            "lowered",
            "severity",
            "error",
            "answer",
        ),
    ),
    (
        "evaluasi",
        Evaluation,
        "assignment__employee",
        (
            "period__name",
            "period__year",
            "state",
            "result_rating",
            "behaviour_rating",
            "grade",
            "departure_reason",
            "recommendation",
            "signed_on",
        ),
    ),
    (
        "penilaian-diambil-alih",
        Takeover,
        "assignment__employee",
        ("period__name", "period__year", "reason", "taken_on", "heard_until", "statement"),
    ),
    (
        "keberatan",
        Objection,
        "evaluation__assignment__employee",
        ("state", "reason", "explanation", "decision", "filed_on", "decide_by"),
    ),
)
