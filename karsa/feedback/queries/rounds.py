"""Rounds as their pages show them: what one is asked, what was found, never by whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.feedback.models import Round, RoundPart, RoundScore, RoundWord
from karsa.rules import voices
from karsa.rules.behaviour import VALUES
from karsa.rules.disclosure import LEAST

_ORDER = (voices.SELF, voices.SUPERIOR, voices.PEER, voices.SUBORDINATE, voices.OTHERS)


@dataclass(frozen=True, slots=True)
class Column:
    """One group of answers: how many, and how many gave every value the same score."""

    key: str
    count: int
    flat: int

    @property
    def label(self) -> str:
        """What the group is called."""
        return str(RoundPart.Group(self.key).label) if self.key != voices.OTHERS else _("Rekan")

    @property
    def is_known(self) -> bool:
        """Whether it is known whose answer it is."""
        return self.key in voices.KNOWN


# A value's name, and the mean of each group; None: nobody or too few gave a score.
Row = tuple[str, tuple[tuple[Column, Decimal | None], ...]]


@dataclass(frozen=True, slots=True)
class Result:
    """What was said about one person, per value and group; empty where too few answered."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    words: tuple[str, ...]  # of nobody in particular
    superior_words: tuple[str, ...]

    @property
    def has_others(self) -> bool:
        """Whether five or more others have answered."""
        return not all(column.is_known for column in self.columns)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many were asked and have answered, for who keeps the round."""

    asked: int
    answered: int


def parts_of(actor: Actor) -> tuple[RoundPart, ...]:
    """Return what the actor is asked today and has not answered. One query."""
    rows = RoundPart.objects.visible_to(actor).filter(
        has_answered=False, round__released_on=None, round__closes__gte=actor.today
    )
    ordered = rows.select_related("round", "subject").order_by("round__closes", "subject__name")
    return tuple(ordered)


def own_results(actor: Actor) -> QuerySet[Round]:
    """Return released rounds that asked about the actor, the newest first."""
    return results_about(actor, actor.me)


def results_about(actor: Actor, employee_id: int) -> QuerySet[Round]:
    """Return released rounds that asked about somebody, the newest first; the caller may know."""
    asked = RoundPart.objects.filter(agency=actor.agency, subject=employee_id).values("round")
    return Round.objects.filter(
        agency=actor.agency, pk__in=asked, released_on__isnull=False
    ).order_by("-released_on", "-pk")


def result_of(actor: Actor, row: Round) -> Result:
    """Return what was said about the actor in a released round. Two queries."""
    return result_about(actor.me, row)


def result_about(employee_id: int, row: Round) -> Result:
    """Return what was said about somebody in a released round; the caller may know. Two queries."""
    scores = RoundScore.objects.filter(round=row, subject=employee_id)
    words = RoundWord.objects.filter(round=row, subject=employee_id).order_by("pk")
    told: dict[str, list[str]] = defaultdict(list)
    for name, text in words.values_list("shown_as", "text"):
        told[name if name in voices.KNOWN else voices.OTHERS].append(text)
    columns, rows = _table(scores.values_list("shown_as", "scores"))
    return Result(columns, rows, tuple(told[voices.OTHERS]), tuple(told[voices.SUPERIOR]))


def of_unit(row: Round) -> Sequence[tuple[str, Decimal | None]]:
    """Return the mean per value over a released round's nameless answers, for who keeps it.

    Nothing unless five people have five answers each: a unit's mean is nobody's own. None for a
    value that too many left out. One query.
    """
    told = RoundScore.objects.filter(round=row).exclude(shown_as__in=voices.KNOWN)
    found = list(told.values_list("subject", "scores"))
    if len({subject for subject, _scores in found}) < LEAST:
        return ()
    return [
        (value.name, _mean(voices.OTHERS, [one for _who, one in found], value.key))
        for value in VALUES
    ]


def progress_of(row: Round) -> Progress:
    """Return how many take part. One query."""
    found = RoundPart.objects.filter(round=row).aggregate(
        asked=Count("pk"), answered=Count("pk", filter=Q(has_answered=True))
    )
    return Progress(found["asked"], found["answered"])


def _table(
    answers: Iterable[tuple[str, dict[str, int]]],
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    by_group: dict[str, list[dict[str, int]]] = defaultdict(list)
    for name, scores in answers:
        by_group[name].append(scores)
    columns = tuple(
        Column(
            name,
            len(by_group[name]),
            sum(voices.is_flat(scores.values()) for scores in by_group[name]),
        )
        for name in _ORDER
        if name in by_group
    )
    rows = tuple(
        (
            value.name,
            tuple((one, _mean(one.key, by_group[one.key], value.key)) for one in columns),
        )
        for value in VALUES
    )
    return columns, rows


def _mean(name: str, answers: Iterable[dict[str, int]], key: str) -> Decimal | None:
    """A group's mean on one value; of the nameless only where at least five gave a score."""
    given = [one[key] for one in answers if key in one]
    return voices.mean(given) if name in voices.KNOWN or len(given) >= LEAST else None
