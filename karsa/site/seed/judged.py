"""The evaluations of each quarter that is over: raters differ, as people do."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from karsa.evaluations.models import Evaluation
from karsa.org.models import Period
from karsa.rules.grade import Rating, grade
from karsa.site.seed.ground import Ground
from karsa.site.seed.pen import Row, next_key, write

_COLUMNS = (
    "id",
    "agency_id",
    "plan_id",
    "assignment_id",
    "period_id",
    "rater_id",
    "reviewer_id",
    "state",
    "result_rating",
    "behaviour_rating",
    "grade",
    "decided_at",
    "signed_on",
    "delivered_on",
    "received_on",
)
# Work is normal around 0: above the first bound it exceeds, below the second it falls short.
_ABOVE, _BELOW = 1.1, -1.5
_SEVERITY = 0.5  # how far raters differ from each other
_DECIDED = timedelta(days=10)


def evaluate(ground: Ground, plans: dict[int, int]) -> None:
    """Write them; `plans` names the first plan's key of each year."""
    for period in ground.periods:
        write(Evaluation, _COLUMNS, _of(ground, period, plans[period.year]))


def _of(ground: Ground, period: Period, first_plan: int) -> Iterator[Row]:
    size, key = ground.size, next_key(Evaluation)
    day = period.ends + _DECIDED
    for person in range(size.people):
        rater = size.rater_of(person)
        if rater is None:
            continue
        above, said = size.rater_of(rater), _ratings(person, rater, period)
        yield (
            key + person,
            ground.agency.pk,
            first_plan + person,
            ground.first_assignment + person,
            period.pk,
            ground.first_person + rater,
            None if above is None else ground.first_person + above,
            "closed",
            *said,
            grade(*said),
            ground.now if day > ground.size.today else ground.moments[ground.days[period.year][-1]],
            *(min(day + timedelta(days=more), size.today) for more in (0, 1, 2)),
        )


def _ratings(person: int, rater: int, period: Period) -> tuple[Rating, Rating]:
    severity = Random(rater * 31).gauss(0, _SEVERITY)
    chance = Random((person * 100 + period.number) * 10_000 + period.year)
    good = Random(person * 17).gauss(0, 0.8) - severity
    return _rating(good + chance.gauss(0, 0.5)), _rating(good * 0.4 + chance.gauss(0, 0.7))


def _rating(work: float) -> Rating:
    if work > _ABOVE:
        return Rating.ABOVE
    return Rating.BELOW if work < _BELOW else Rating.MEETS
