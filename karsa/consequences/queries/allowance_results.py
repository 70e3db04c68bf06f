"""What an evaluation adds to an allowance, and whether it stands in the way of a payout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from karsa.consequences.models import AllowanceRule
from karsa.evaluations.models import Evaluation, KeptProposal, PeriodReopening
from karsa.org.models import Period
from karsa.rules.allowance import (
    GRADES,
    WHOLE,
    Facts,
    Note,
    Standing,
    evaluation_standing,
    is_silent,
    mean,
)
from karsa.rules.formula.reckoning import Value

_NONE_YET = Facts(values={"predikat": None, "capaian": None}, standing=Standing.PERIOD_OPEN)


@dataclass(frozen=True, slots=True)
class Results:
    """The evaluations of one period by post: what was decided, what the evidence carried."""

    is_closed: bool
    was_reopened: bool
    rated: Mapping[int, tuple[str, str]]  # state and grade
    kept: Mapping[int, tuple[bool, list[dict[str, Any]]]]  # has a plan; its results
    last_known: Mapping[int, str]

    def facts(self, post: int) -> Facts:
        """Of one post. Without a plan nothing is known, and nobody else is to blame."""
        state, grade = self.rated.get(post, ("", ""))
        standing = evaluation_standing(
            state, is_closed=self.is_closed, was_reopened=self.was_reopened
        )
        has_plan, results = self.kept.get(post, (False, []))
        values: dict[str, Value | None] = {"predikat": _worth(grade), "capaian": None}
        if not is_silent(state) or not (has_plan or state):
            return _with_results(Facts(values=values, standing=standing), results)
        return _with_results(self._waiting(post, values, standing), results)

    def _waiting(self, post: int, values: dict[str, Value | None], standing: Standing) -> Facts:
        """The rater is late: the last known grade, or in full."""
        known = self.last_known.get(post, "")
        values["predikat"] = _worth(known)
        if known:
            notes = ((Note.LAST_KNOWN.value, 1),)
            return Facts(values=values, notes=notes, standing=standing)
        notes = ((Note.UNRATED.value, 1),)
        return Facts(values=values, silent=frozenset({"predikat"}), notes=notes, standing=standing)


def results_of(period: Period | None, silence: str) -> Results | None:
    """Return what is known of a period for every post; None without one. Three or four queries."""
    if period is None:
        return None
    rated = Evaluation.objects.filter(agency=period.agency_id, period=period)
    kept = KeptProposal.objects.filter(agency=period.agency_id, period=period)
    reopened = PeriodReopening.objects.filter(period=period, agreed_by__isnull=False)
    names = ("assignment", "plan", "proposal__results")
    return Results(
        is_closed=period.is_closed,
        was_reopened=reopened.exists(),
        rated={
            post: (state, grade)
            for post, state, grade in rated.values_list("assignment", "state", "grade")
        },
        kept={
            post: (plan is not None, results or [])
            for post, plan, results in kept.values_list(*names)
        },
        last_known=_grades_before(period) if silence == AllowanceRule.Silence.LAST_KNOWN else {},
    )


def rated_post(found: Results | None, earlier: Sequence[int], latest: int) -> int:
    """Return whose evaluation counts for who moved: the latest post that has one."""
    known = (post for post in earlier if found and (post in found.rated or post in found.kept))
    return next(known, latest)


def facts_without(found: Results | None, post: int) -> Facts:
    """The facts of a post, or that no period has been evaluated yet."""
    return found.facts(post) if found else _NONE_YET


def _grades_before(period: Period) -> dict[int, str]:
    """The latest grade that was handed over before, by post."""
    rows = Evaluation.objects.filter(agency=period.agency_id, period__ends__lt=period.starts)
    settled = rows.exclude(state__in=("draft", "decided", "signed", "objected"))
    return dict(settled.order_by("period__ends").values_list("assignment", "grade"))


def _worth(grade: str) -> Decimal | None:
    return Decimal(GRADES.index(grade) + 1) if grade in GRADES else None


def _with_results(facts: Facts, results: Sequence[Mapping[str, Any]]) -> Facts:
    """Add the mean achievement of the results; one with waiting entries counts as reached."""
    measured = [(_achieved(row), int(row["waiting"])) for row in results]
    known = [(share, waits) for share, waits in measured if share is not None]
    verified = mean(share for share, _waits in known)
    counted = mean(max(share, Decimal(1)) if waits else share for share, waits in known)
    added = replace(facts, values={**facts.values, "capaian": counted})
    if verified is None or verified == counted:
        return added
    waiting = (Note.WAITING.value, sum(waits for _share, waits in known))
    return replace(added, verified={"capaian": verified}, notes=(*facts.notes, waiting))


def _achieved(row: Mapping[str, Any]) -> Decimal | None:
    """The mean of a result's measures, 1 being the whole target."""
    found = (one["achievement"] for one in row["measures"])
    achieved = mean(Decimal(one) for one in found if one is not None)
    return None if achieved is None else achieved / WHOLE
