"""What a period's ratings say of each rater's habit. Nothing is rated, or changed, by it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Coalesce
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import (
    Evaluation,
    Objection,
    PeriodFigures,
    RaterEffect,
    SecondRating,
    VignetteRating,
)
from karsa.evaluations.policies import can_keep_fairness
from karsa.evaluations.services.figures import figures_of
from karsa.evaluations.services.habits import HABITS, NO_HABITS, habits_of, thousandth
from karsa.evaluations.services.rated import rated_before, rated_in
from karsa.inbox.models import Notice
from karsa.jobs import services as jobs
from karsa.org.models import Period
from karsa.org.queries.calendar import calendar_of
from karsa.org.services.notices import tell_people
from karsa.rules.calendar import local_day
from karsa.rules.fairness import DAYS_TO_ANSWER, SCORES
from karsa.rules.grade import Rating
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.stats.ratings import Ratings, ratings
from karsa.stats.severity import severity
from karsa.stats.untold import Untold
from karsa.tenancy.models import Agency

_BATCH = 1000
_MEASURED = (
    *("people", "middle", "alike", "lifted", "lowered", "component", "severity", "error"),
    *HABITS,
)


@dataclass(frozen=True, slots=True)
class _Given:
    """Both ratings one rater gave to one person, or to one invented person."""

    rater_id: int
    about: str
    ratings: tuple[str, str]
    proposed: tuple[str | None, str | None] = (None, None)

    @property
    def surplus(self) -> int:
        """How many steps above what the evidence proposed, over both."""
        pairs = zip(self.ratings, self.proposed, strict=True)
        return sum(_score(own) - _score(told) for own, told in pairs if told)


def ask_fairness(*, actor: Actor, period: Period) -> None:
    """Have the period's rater effects measured. Raises PermissionDenied to all but the office."""
    if not can_keep_fairness(actor):
        raise PermissionDenied
    rows = Evaluation.objects.rated_here().filter(agency=actor.agency, period=period)
    if not rows.exists():
        raise Refused(_("Belum ada penilaian pada periode ini."))
    record(actor, "evaluations.fairness_asked", period)
    jobs.later("evaluations.fairness", actor.agency, period_id=period.pk)


@transaction.atomic
def measure(*, agency: Agency, period: Period, now: datetime) -> int:
    """Write each rater's effect of a period anew; return how many.

    What was answered stays, unless the figures are now others and worth a talk: then the rater
    is told, and has ten working days again before the office reads the name.
    Linked are raters whom vignettes, second ratings, transfers or changed objections bring
    together with the largest part of the others; only they get a severity. Sixteen queries, and
    one per 1,000 raters.
    """
    given = list(_given(agency, period))
    linking = [*given, *_vignettes(agency, period), *_seconds(agency, period)]
    rated = rated_in(agency, period)
    habits = habits_of(rated, rated_before(agency, period))
    measured = [one | habits.get(one["rater_id"], NO_HABITS) for one in _effects(given, linking)]
    today = local_day(now, agency.zone)
    answer_by = calendar_of(agency).add(today, DAYS_TO_ANSWER)
    kept = RaterEffect.objects.filter(period=period)
    before = {row.rater_id: row for row in kept.select_for_update(of=("self",))}
    RaterEffect.objects.bulk_create(
        (RaterEffect(agency=agency, period=period, answer_by=answer_by, **one) for one in measured),
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["period", "rater"],
        update_fields=_MEASURED,
    )
    # Who rates nobody any more, by a decision of the superior's, has no habit in this period.
    kept.exclude(rater__in=[one["rater_id"] for one in measured]).delete()
    renewed = [row.rater_id for row in kept if _is_news(row, before.get(row.rater_id))]
    kept.filter(rater__in=renewed).update(answer_by=answer_by, answer="", answered_on=None)
    PeriodFigures.objects.update_or_create(
        period=period,
        defaults={"agency": agency, "figures": figures_of(rated, period), "measured_at": now},
    )
    _tell(agency, period, now, renewed)
    return len(measured)


def _is_news(row: RaterEffect, before: RaterEffect | None) -> bool:
    """Whether the figures are worth a talk that the rater has not been told of."""
    if not row.is_notable:
        return False
    if before is None or not before.is_notable:
        return True
    if row.severity is None or row.error is None or before.severity is None:
        return row.severity != before.severity
    return abs(row.severity - before.severity) > row.error


def _tell(agency: Agency, period: Period, now: datetime, raters: Iterable[int]) -> None:
    tell_people(
        agency,
        now,
        dict.fromkeys(raters, 1),
        kind=Notice.Kind.FAIRNESS_READY,
        key=f"fairness:{period.pk}:{local_day(now, agency.zone)}",
        path=f"{reverse('evaluations:mirror')}?periode={period.pk}",
    )


def _given(agency: Agency, period: Period) -> Iterator[_Given]:
    """What raters gave, as they gave it: a changed objection counts for both who rated."""
    rows = Evaluation.objects.rated_here().filter(agency=agency, period=period)
    rows = rows.exclude(state="draft")
    changed = {
        row.evaluation_id: row
        for row in Objection.objects.filter(
            evaluation__in=rows.values("pk"), decision=Objection.Decision.CHANGES
        )
    }
    proposed = ("proposal__result__rating", "proposal__behaviour__rating")
    # After the rater's days the superior decides: the habit is whose decision it was.
    by = Coalesce("decided_by", "rater")
    columns = ("assignment__employee", "result_rating", "behaviour_rating", *proposed)
    found = rows.values_list("pk", by, *columns).iterator()
    for pk, rater, person, result, behaviour, *told in found:
        now = (result, behaviour)
        then = changed.get(pk)
        about = f"e{person}"
        if then is None:
            yield _Given(rater, about, now, (told[0], told[1]))
            continue
        yield _Given(rater, about, (then.old_result_rating, then.old_behaviour_rating))
        if then.decided_by_id:
            yield _Given(then.decided_by_id, about, now)


def _vignettes(agency: Agency, period: Period) -> Iterator[_Given]:
    """Cases of the year, and of the next one, in which the year's last period is measured."""
    years = (period.year, period.year + 1)
    rows = VignetteRating.objects.filter(agency=agency, vignette__year__in=years)
    columns = ("rater", "vignette", "result_rating", "behaviour_rating")
    for rater, vignette, result, behaviour in rows.values_list(*columns):
        yield _Given(rater, f"v{vignette}", (result, behaviour))


def _seconds(agency: Agency, period: Period) -> Iterator[_Given]:
    """Second ratings of drawn people: they link raters, and are nobody's people."""
    rows = SecondRating.objects.filter(agency=agency, draw__period=period, rated_on__isnull=False)
    columns = ("rater", "evaluation__assignment__employee", "result_rating", "behaviour_rating")
    for rater, person, result, behaviour in rows.values_list(*columns):
        yield _Given(rater, f"e{person}", (result, behaviour))


def _effects(given: Iterable[_Given], linking: list[_Given]) -> Iterator[dict[str, Any]]:
    by_rater: dict[int, list[_Given]] = defaultdict(list)
    for one in given:
        by_rater[one.rater_id].append(one)
    scores = ratings(list(_scores(linking)))
    parts = dict(zip(scores.rater.names, scores.components().tolist(), strict=True))
    severities = _severities(linking, parts)
    for rater_id, own in sorted(by_rater.items()):
        found, error = severities.get(str(rater_id), (None, None))
        yield {
            "rater_id": rater_id,
            "people": len(own),
            "middle": sum(set(one.ratings) == {Rating.MEETS} for one in own),
            "alike": sum(one.ratings[0] == one.ratings[1] for one in own),
            "lifted": sum(one.surplus > 0 for one in own),
            "lowered": sum(one.surplus < 0 for one in own),
            "component": parts[str(rater_id)],
            "severity": found,
            "error": error,
        }


def _severities(
    given: Iterable[_Given], parts: dict[str, int]
) -> dict[str, tuple[Decimal, Decimal]]:
    """Severity and its error of the raters in the largest linked part; none where nothing tells."""
    linked: Ratings = ratings(list(_scores(one for one in given if not parts[str(one.rater_id)])))
    try:
        found = severity(linked).rater
    except Untold:
        return {}
    told = zip(found.value.tolist(), found.error.tolist(), strict=True)
    rounded = ((thousandth(value), thousandth(error)) for value, error in told)
    return dict(zip(linked.rater.names, rounded, strict=True))


def _scores(given: Iterable[_Given]) -> Iterator[tuple[str, str, str, float]]:
    for one in given:
        for item, rating in zip(("result", "behaviour"), one.ratings, strict=True):
            yield (one.about, str(one.rater_id), item, float(_score(rating)))


def _score(rating: str) -> int:
    return SCORES[Rating(rating)]
