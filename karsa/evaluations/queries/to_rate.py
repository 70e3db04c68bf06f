"""The plan somebody may rate or review in a period: found for the screens of a decision."""

from datetime import date

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.evaluations.queries.late import with_takeover
from karsa.evaluations.queries.team import lines_in
from karsa.kit.prepared import prepared
from karsa.org.models import Period
from karsa.plans.models import PerformancePlan
from karsa.rules.deadlines import Window
from karsa.tenancy.models import Agency

_PEOPLE = ("assignment__employee", "assignment__position", "assignment__unit", "agency", "rater")


def plans_to_rate(
    actor: Actor, plan_id: int, period: Period, window: Window
) -> list[PerformancePlan]:
    """Return the plan if the actor rates or reviews it in `window`, with who took it over.

    Never the actor's own. One query.
    """
    days = actor.today, window.opens, window.closes
    return _plans(actor.agency, actor.me, plan_id, period, period.year, *days)


@prepared
def _plans(
    agency: Agency,
    me: int,
    plan_id: int,
    period: Period,
    year: int,
    today: date,
    opens: date,
    closes: date,
) -> QuerySet[PerformancePlan]:
    lines = lines_in(agency, me, today, opens, closes)
    rows = PerformancePlan.objects.filter(agency=agency, pk=plan_id, year=year).current()
    others = rows.exclude(assignment__employee=me).filter(assignment__in=lines.values("assignment"))
    return with_takeover(others, me, period, lines).select_related(*_PEOPLE)
