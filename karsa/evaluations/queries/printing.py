"""Whose papers the actor may print together, by unit."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.evaluations.models import Evaluation, EvaluationPaper
from karsa.files.models import StoredFile
from karsa.jobs.models import Batch
from karsa.org.models import Period

KIND = "evaluations.print"
_SHOWN = 10
_UNSIGNED = (Evaluation.State.DRAFT, Evaluation.State.DECIDED)


@dataclass(frozen=True, slots=True)
class Printable:
    """A unit with signed papers of people whom the actor rates or reviews."""

    unit_id: int
    name: str
    people: int


def to_print(actor: Actor, period: Period, unit_id: int | None = None) -> QuerySet[Evaluation]:
    """Return the evaluations of others that have a paper the actor reads, by name. No query."""
    papers = EvaluationPaper.objects.filter(evaluation=OuterRef("pk"), document__state="valid")
    rows = Evaluation.objects.visible_to(actor).filter(Exists(papers), period=period)
    rows = rows.exclude(Q(state__in=_UNSIGNED) | Q(assignment__employee=actor.me))
    if unit_id is not None:
        rows = rows.filter(assignment__unit=unit_id)
    return rows.order_by("assignment__employee__name", "pk")


def units_to_print(actor: Actor, period: Period) -> tuple[Printable, ...]:
    """Return the units of those people. One query."""
    rows = to_print(actor, period).order_by("assignment__unit__path")
    counted = rows.values_list("assignment__unit", "assignment__unit__name").annotate(n=Count("pk"))
    return tuple(Printable(*row) for row in counted)


def prints_of(actor: Actor) -> QuerySet[Batch]:
    """Return what the actor had printed, the newest first. No query."""
    rows = Batch.objects.filter(agency=actor.agency, kind__startswith=KIND)
    return rows.filter(started_by=actor.user_id or 0).order_by("-pk")[:_SHOWN]


def file_of(actor: Actor, batch_id: int) -> QuerySet[StoredFile]:
    """Return the file of one of them. No query."""
    rows = Batch.objects.filter(agency=actor.agency, kind__startswith=KIND, pk=batch_id)
    mine = rows.filter(started_by=actor.user_id or 0)
    return StoredFile.objects.filter(agency=actor.agency, pk__in=mine.values("file_id"))
