"""A period's ratings as the figures want them: one small row for each person rated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from karsa.evaluations.models import Evaluation, Objection
from karsa.journal.models import DailyEntry
from karsa.org.models import Period
from karsa.rules.fairness import SCORES
from karsa.rules.grade import Rating
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Rated:
    """What one rater gave one person, as given, and what the evidence stood for.

    Scores are 1 to 3; `late` is the part of the verified entries of the period's last third, 0
    to 1; `reached` the part of the results that met their target; None where nothing tells.
    """

    rater_id: int
    person_id: int
    path: str
    sex: str
    born: date | None
    employment: str
    given: tuple[int, int]
    proposed: tuple[int | None, int | None]
    late: float | None
    reached: float | None
    objection: str  # how it was decided, empty where there was none

    @property
    def score(self) -> float:
        """Both ratings as one, 1 to 3."""
        return sum(self.given) / 2

    @property
    def evidence(self) -> str:
        """What the evidence proposed, as a word: equal words are equal evidence."""
        return ":".join(str(one) for one in self.proposed)

    @property
    def expected(self) -> float | None:
        """What the evidence proposed, as one score; None where it did not."""
        results, behaviour = self.proposed
        return None if results is None or behaviour is None else (results + behaviour) / 2


_COLUMNS = (
    *("pk", "assignment", "assignment__employee", "assignment__unit__path"),
    *("assignment__employee__sex", "assignment__employee__born"),
    *("assignment__employee__employment", "result_rating", "behaviour_rating"),
    *("proposal__result__rating", "proposal__behaviour__rating", "proposal__results"),
)


def rated_in(agency: Agency, period: Period) -> list[Rated]:
    """Return what was decided here in a period, as the raters gave it. Three queries."""
    rows = Evaluation.objects.rated_here().filter(agency=agency, period=period)
    rows = rows.exclude(state="draft")
    told = Objection.objects.filter(evaluation__in=rows.values("pk"), state="decided")
    objections = {row.evaluation_id: row for row in told}
    late = _late(agency, period)
    # After the rater's days the superior decides: the habit is whose decision it was.
    found = rows.values_list(Coalesce("decided_by", "rater"), *_COLUMNS).iterator()
    return [_rated(row, objections.get(row[1]), late.get(row[2])) for row in found]


def rated_before(agency: Agency, period: Period) -> list[Rated]:
    """Return the same of the last period of the same kind before it. Four queries, or one."""
    kind = Q(number=0) if period.is_annual else Q(number__gt=0)
    earlier = Period.objects.filter(kind, agency=agency, ends__lt=period.starts)
    last = earlier.order_by("-ends").first()
    return rated_in(agency, last) if last else []


def _late(agency: Agency, period: Period) -> dict[int, float]:
    """By post, the part of the verified entries that came in the last third. One query."""
    cut = period.ends - (period.ends - period.starts) / 3
    rows = DailyEntry.objects.filter(
        agency=agency,
        state=DailyEntry.State.ACCEPTED,
        day__range=(period.starts, period.ends),
    )
    counted = (
        rows.order_by()
        .values("assignment")
        .annotate(all=Count("pk"), late=Count("pk", filter=Q(day__gt=cut)))
    )
    return {one["assignment"]: one["late"] / one["all"] for one in counted}


def _rated(row: tuple[Any, ...], objection: Objection | None, late: float | None) -> Rated:
    by, _pk, _post, person, path, sex, born, employment, *ratings, results = row
    result, behaviour, *proposed = ratings
    if objection is not None:
        result, behaviour = objection.old_result_rating, objection.old_behaviour_rating
    return Rated(
        rater_id=by,
        person_id=person,
        path=path,
        sex=sex,
        born=born,
        employment=employment,
        given=(SCORES[Rating(result)], SCORES[Rating(behaviour)]),
        proposed=(_score(proposed[0]), _score(proposed[1])),
        late=late,
        reached=_reached(results or ()),
        objection=objection.decision if objection else "",
    )


def _score(rating: str | None) -> int | None:
    return SCORES[Rating(rating)] if rating else None


def _reached(results: Iterable[dict[str, Any]]) -> float | None:
    """The part of the results with a verified rating that met their expectation."""
    known = [one["rating"] for one in results if one.get("rating")]
    return sum(one != Rating.BELOW for one in known) / len(known) if known else None
