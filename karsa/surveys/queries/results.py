"""A survey's results as pages, paper and the public read them; small numbers are kept back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from karsa.kit.prepared import prepared
from karsa.org.models import Unit
from karsa.rules.disclosure import LEAST, keep_back
from karsa.surveys.models import Comment, Flag, FollowUp, Response, Survey
from karsa.surveys.queries.figures import Figures, Index, by, figures_of, indexes, settled, summed
from karsa.tenancy.models import Agency

# Newest first, in keyset order.
NEWEST = ("-ends", "-pk")
_EARLIER = 8
_COMMENTS = 20


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey in a list with its index."""

    survey: Survey
    index: Index


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """An earlier survey of the same service: when it ran, and its index."""

    starts: date
    ends: date
    index: Index


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place's name (empty: wherever the service is given) with its index."""

    key: int
    name: str
    code: str
    index: Index


@dataclass(frozen=True, slots=True)
class Results:
    """All that a survey says: figures, places, earlier surveys, comments, flags, follow-ups."""

    survey: Survey
    figures: Figures
    places: tuple[PlaceRow, ...]
    before: tuple[EarlierRow, ...]
    comments: tuple[Comment, ...]  # those a person has read; of the hidden ones show only `why`
    flags: tuple[Flag, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def is_moving(self) -> bool:
        """Whether people still answer, so that figures move by whole fives."""
        return self.survey.state == Survey.State.OPEN

    @property
    def least(self) -> int:
        """Under so many answers a figure is kept back."""
        return LEAST

    @property
    def decided(self) -> tuple[Flag, ...]:
        """The flags a person has decided."""
        return tuple(flag for flag in self.flags if flag.state != Flag.State.WAITING)

    @property
    def waiting(self) -> int:
        """How many flags wait for a decision."""
        return len(self.flags) - len(self.decided)


def rows_of(surveys: Sequence[Survey]) -> tuple[SurveyRow, ...]:
    """Return surveys with their index. One query for any number."""
    moves = any(one.state == Survey.State.OPEN for one in surveys)
    found = indexes(_sums(list(surveys), moves), "survey")
    nothing = Index(0, None, None)
    return tuple(SurveyRow(one, found.get((one.pk,), nothing)) for one in surveys)


def results_of(survey: Survey) -> Results:
    """Return what a survey says, to who keeps it.

    Six queries, whatever its size.
    """
    figures, indexes = figures_of(survey)
    return Results(
        survey,
        figures,
        _places(survey, indexes),
        _before(survey),
        tuple(survey.comments.exclude(state=Comment.State.WAITING)[:30]),
        tuple(survey.flags.select_related("place__point", "decided_by")),
        tuple(survey.follow_ups.select_related("owner")),
    )


def public_surveys(agency: Agency) -> QuerySet[Survey]:
    """Return what was published, with service and unit."""
    return Survey.objects.published(agency).select_related("service__unit")


def public_comments(unit: Unit) -> tuple[Comment, ...]:
    """Return what citizens wrote about a unit's services, newest first. One query."""
    rows = published_comments(unit.agency).filter(survey__service__unit=unit)
    return tuple(rows[:_COMMENTS])


def published_comments(agency: Agency) -> QuerySet[Comment]:
    """Return comments that a person has read, of published surveys that five or more answered."""
    enough = (
        Response.objects.filter(survey=OuterRef("survey"), is_counted=True)
        .order_by()
        .values("survey")
        .annotate(n=Count("pk"))
        .filter(n__gte=LEAST)
    )
    rows = Comment.objects.filter(
        Exists(enough),
        agency=agency,
        state=Comment.State.SHOWN,
        survey__published_on__isnull=False,
    )
    return rows.select_related("survey__service")


@prepared
def _sums(surveys: list[Survey], moves: bool) -> QuerySet[Response, dict[str, Any]]:
    rows = Response.objects.filter(survey__in=surveys, is_counted=True)
    return summed(settled(rows) if moves else rows, "survey")


def _places(survey: Survey, indexes: dict[int, Index]) -> tuple[PlaceRow, ...]:
    found, nothing = _kept_back(survey, indexes), Index(0, None, None)
    return tuple(
        PlaceRow(one.pk, one.point.name if one.point else "", one.code, found.get(one.pk, nothing))
        for one in survey.places.select_related("point").order_by(
            F("point__name").asc(nulls_first=True), "pk"
        )
    )


def _kept_back(survey: Survey, found: dict[int, Index]) -> dict[int, Index]:
    """Hide small places, and others where the rest would tell of them.

    While people answer all are: of five new answers one alone may be a place's.
    """
    hidden = keep_back([index.n for index in found.values()])
    is_open = survey.state == Survey.State.OPEN
    return {
        key: Index(index.n, None, None) if is_hidden or is_open else index
        for (key, index), is_hidden in zip(found.items(), hidden, strict=True)
    }


def _before(survey: Survey) -> tuple[EarlierRow, ...]:
    """Earlier surveys of the same service that are over, the newest first."""
    rows = Response.objects.filter(
        survey__service=survey.service_id,
        survey__ends__lt=survey.starts,
        survey__state=Survey.State.CLOSED,
        is_counted=True,
    )
    found = by(rows, "survey__ends", "survey__starts", "survey")
    newest = sorted(found.items(), reverse=True)[:_EARLIER]
    return tuple(EarlierRow(starts, ends, index) for (ends, starts, _pk), index in newest)
