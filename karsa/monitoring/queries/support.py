"""The register of promised support: what plans in force promise, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.monitoring.models import SupportAnswer
from karsa.plans.models import AnnexItem, PerformancePlan
from karsa.rules.support import SUPPORT_NAMES, kind_of

ORDER = ("plan__assignment__employee__name", "pk")
_MOST = 60


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One promise: to whom, by whom, of what kind, and what became of it."""

    pk: int
    text: str
    kind: str
    person: str
    unit: str
    promised_by: str
    state: str
    day: date | None
    note: str
    answers: bool

    @property
    def state_name(self) -> str:
        """The state in the reader's words."""
        return str(SupportAnswer.State(self.state).label)


@dataclass(frozen=True, slots=True)
class Share:
    """How many promises there are, and how many came, in part, or not."""

    name: str
    total: int
    fulfilled: int
    partly: int
    missing: int

    @property
    def percent(self) -> int | None:
        """Fulfilled of those that were answered, in percent; None before the first answer."""
        answered = self.fulfilled + self.partly + self.missing
        return round(100 * self.fulfilled / answered) if answered else None


def promises(actor: Actor) -> QuerySet[AnnexItem]:
    """Support in this year's plans in force that the actor may see, with `state`, `said_on`
    and `note` of the newest answer.
    """
    answers = SupportAnswer.objects.filter(
        assignment=OuterRef("plan__assignment"), year=OuterRef("plan__year"), text=OuterRef("text")
    ).order_by("-pk")
    plans = PerformancePlan.objects.visible_to(actor).filter(
        year=actor.today.year, state=PerformancePlan.State.SET
    )
    return AnnexItem.objects.filter(
        agency=actor.agency, section=AnnexItem.Section.SUPPORT, plan__in=plans.values("pk")
    ).annotate(
        state=Coalesce(Subquery(answers.values("state")[:1]), Value("agreed")),
        said_on=Subquery(answers.values("day")[:1]),
        note=Coalesce(Subquery(answers.values("note")[:1]), Value(""), output_field=TextField()),
    )


def with_names(rows: QuerySet[AnnexItem]) -> QuerySet[AnnexItem]:
    """With everything a row names."""
    post = "plan__assignment"
    return rows.select_related(f"{post}__employee", f"{post}__unit", "plan__rater")


def rows_of(actor: Actor, items: Iterable[Any]) -> list[SupportRow]:
    """Return rows for items of `with_names(promises(…))`. No query."""
    return [_row(actor, item) for item in items]


def _row(actor: Actor, item: Any) -> SupportRow:
    post, rater = item.plan.assignment, item.plan.rater
    return SupportRow(
        pk=item.pk,
        text=item.text,
        kind=gettext(SUPPORT_NAMES[kind_of(item.text)]),
        person=post.employee.full_name,
        unit=post.unit.name,
        promised_by=rater.full_name if rater else "",
        state=item.state,
        day=item.said_on,
        note=item.note,
        answers=post.employee_id == actor.employee_id,
    )


def shares(rows: QuerySet[AnnexItem]) -> tuple[Share, list[Share], list[Share]]:
    """Return the share of all rows of `promises`, of each unit and of each leader who promised.

    The worst first, at most sixty of each. One query.
    """
    pairs = {"unit": F("plan__assignment__unit__name"), "leader": F("plan__rater__name")}
    counted = (
        rows.order_by()
        .values(**pairs)
        .annotate(
            total=Count("pk"),
            fulfilled=Count("pk", filter=Q(state="fulfilled")),
            partly=Count("pk", filter=Q(state="partly")),
            missing=Count("pk", filter=Q(state="not")),
        )
    )
    found: list[dict[str, Any]] = [dict(row) for row in counted]
    whole = _grouped(found, None) or [Share("", 0, 0, 0, 0)]
    return whole[0], _grouped(found, "unit"), _grouped(found, "leader")


def _grouped(counted: list[dict[str, Any]], name: str | None) -> list[Share]:
    """Add the counts up by `name`, else all of them."""
    found: dict[str, list[int]] = {}
    for row in counted:
        sums = found.setdefault(row[name] or "" if name else "", [0, 0, 0, 0])
        for place, part in enumerate(("total", "fulfilled", "partly", "missing")):
            sums[place] += row[part]
    made = [Share(key, *sums) for key, sums in found.items()]
    made.sort(key=lambda one: (one.percent is None, one.percent, one.name))
    return made[:_MOST]
