"""Sealed records: that they exist, and, once a second person has agreed, what they say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.complaints.models import Case
from karsa.feedback.models import Guidance, RoundPart
from karsa.feedback.queries.guidance import guidance_page
from karsa.feedback.queries.rounds import result_about, results_about
from karsa.kit import formats
from karsa.org.models import Assignment, Leave
from karsa.org.models.dated import current
from karsa.privacy.models import Unsealing
from karsa.rules.disclosure import keep_back, public_count

Kind = Unsealing.Kind
_HEALTH = (Leave.Kind.SICK, Leave.Kind.BIRTH)


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many of a kind a unit has; None where so few would tell who."""

    unit: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Existing:
    """One kind of sealed records: how many, until when, and in which units."""

    kind: str
    label: str
    total: int | None
    last: date | None
    units: Sequence[UnitCount]


@dataclass(frozen=True, slots=True)
class Opened:
    """One sealed record: a heading and its facts as (name, value)."""

    title: str
    facts: Sequence[tuple[str, str]]


def existing(actor: Actor) -> list[Existing]:
    """Return each kind of sealed records by unit; small units kept back. Four queries.

    Reports are counted as far as the actor may know of them: never those about the inspectorate.
    """
    return [_existing(kind, rows) for kind, rows in _counted(actor).items()]


def _existing(kind: str, found: list[dict[str, Any]]) -> Existing:
    counts = [row["n"] for row in found]
    days = [row["last"] for row in found]
    hidden = keep_back(counts)
    units = [
        UnitCount(row["of_unit"] or "", None if is_hidden else count)
        for row, count, is_hidden in zip(found, counts, hidden, strict=True)
    ]
    return Existing(
        kind, str(Kind(kind).label), public_count(sum(counts)), max(days, default=None), units
    )


def _counted(actor: Actor) -> dict[str, list[dict[str, Any]]]:
    mine = {"agency": actor.agency}
    talks = Guidance.objects.filter(**mine, kind=Guidance.Kind.COUNSELLING)
    reports = Case.objects.visible_to(actor).filter(is_protected=True)
    posts = Q(current(actor.today, "employee__assignments__"))
    posts &= Q(employee__assignments__kind=Assignment.Kind.DEFINITIVE)
    leaves = Leave.objects.filter(posts, **mine, kind__in=_HEALTH)
    voices = RoundPart.objects.filter(**mine, round__released_on__isnull=False)
    subjects = Count("subject", distinct=True)
    return {
        Kind.COUNSELLING: _by(talks, "plan__assignment__unit__name", Max("day")),
        Kind.REPORT: _by(reports, "about_unit__name", Max("received_on")),
        Kind.HEALTH: _by(leaves, "employee__assignments__unit__name", Max("starts")),
        Kind.VOICES: _by(voices, "round__unit__name", Max("round__released_on"), subjects),
    }


def _by(
    rows: "QuerySet[Any]", unit: str, last: Max, n: Count | None = None
) -> list[dict[str, Any]]:
    counted = rows.order_by().values(of_unit=F(unit)).annotate(n=n or Count("pk"), last=last)
    return list(counted.order_by("of_unit"))


def opened(actor: Actor, row: Unsealing) -> list[Opened]:
    """Return what an unsealing opens, the newest first; the caller has asked and recorded.

    A report is read on its own page. One query, two or three a record.
    """
    return _READERS[Kind(row.kind)](actor, row.employee_id or 0)


def _talks(actor: Actor, employee_id: int) -> list[Opened]:
    rows = Guidance.objects.filter(agency=actor.agency, employee=employee_id)
    rows = rows.filter(kind=Guidance.Kind.COUNSELLING).select_related("guide", "result")
    return [
        Opened(
            f"{formats.day(row.day)}, {row.guide.full_name}",
            [(one.label, one.text) for one in guidance_page(row).told],
        )
        for row in rows.order_by("-day", "-pk")
    ]


def _leaves(actor: Actor, employee_id: int) -> list[Opened]:
    rows = Leave.objects.filter(agency=actor.agency, employee=employee_id, kind__in=_HEALTH)
    return [
        Opened(
            str(row.get_kind_display()),
            [("", f"{formats.day(row.starts)} – {formats.day(row.ends) if row.ends else '…'}")],
        )
        for row in rows.order_by("-starts", "-pk")
    ]


def _voices(actor: Actor, employee_id: int) -> list[Opened]:
    found = []
    for row in results_about(actor, employee_id):
        told = result_about(employee_id, row)
        means = [
            (f"{value}, {group.label}", formats.number(mean, 1))
            for value, groups in told.rows
            for group, mean in groups
            if mean is not None
        ]
        words = [("", text) for text in (*told.superior_words, *told.words)]
        found.append(Opened(row.name, [*means, *words]))
    return found


_READERS: dict[Kind, Callable[[Actor, int], list[Opened]]] = {
    Kind.COUNSELLING: _talks,
    Kind.HEALTH: _leaves,
    Kind.VOICES: _voices,
}
