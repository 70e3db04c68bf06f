"""What stands beside one's day: the pulse, and what one's work does for citizens."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.development.queries import Ask, open_pulse, unanswered
from karsa.indicators.models import Indicator, Measurement
from karsa.indicators.queries.year import with_card
from karsa.kit.formats import MONTHS, number
from karsa.kit.prepared import prepared
from karsa.org.models import Employee
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult
from karsa.plans.queries.way import STEPS
from karsa.rules.achievement import Polarity
from karsa.rules.effect import Direction, effect
from karsa.tenancy.models import Agency

_RECIPIENT = IndividualIndicator.Aspect.RECIPIENT


@dataclass(frozen=True, slots=True)
class Benefit:
    """The indicator one's results serve: its newest figure, and the one a year before."""

    indicator_id: int
    name: str
    measure: str
    polarity: Polarity
    value: Decimal
    month: int
    year: int
    before: Decimal | None

    @property
    def direction(self) -> Direction:
        """Where it went in a year, seen from what is good for it."""
        return effect(
            self.polarity, [] if self.before is None else [self.before], [self.value]
        ).direction

    @property
    def words(self) -> str:
        """Its movement, in one sentence."""
        facts = {
            "name": self.name,
            "value": number(self.value, _places(self.value)),
            "measure": self.measure,
            "month": _(MONTHS[self.month - 1]),
            "year": self.year,
        }
        if self.before is None:
            return _("%(name)s: %(value)s %(measure)s pada %(month)s %(year)s.") % facts
        facts["before"] = number(self.before, _places(self.before))
        return (
            _(
                "%(name)s: %(value)s %(measure)s pada %(month)s %(year)s, setahun sebelumnya "
                "%(before)s."
            )
            % facts
        )


def _places(value: Decimal) -> int:
    return 0 if abs(value) >= 100 or value == value.to_integral_value() else 1


@dataclass(frozen=True, slots=True)
class Aside:
    """What is asked of somebody, and what their work moves; None where there is nothing."""

    ask: Ask | None
    benefit: Benefit | None


def aside_of(actor: Actor) -> Aside:
    """Return both for the actor. One query."""
    pulse = open_pulse(actor.agency, actor.today)
    rows = _aside(actor.agency, actor.me, actor.today.year, pulse.pulse_id if pulse else 0)
    for is_asked, told in rows:
        return Aside(pulse if is_asked else None, _benefit(told) if told else None)
    return Aside(None, None)


@prepared
def _aside(agency: Agency, me: int, year: int, pulse: int) -> QuerySet[Employee, Any]:
    return Employee.objects.filter(pk=me).values_list(
        Exists(unanswered(agency, me, pulse)), Subquery(_moved(agency, me, year)[:1])
    )


def _benefit(told: dict[str, Any]) -> Benefit:
    known = told | {"value": Decimal(told["value"]), "polarity": Polarity(told["polarity"])}
    before = told["before"]
    return Benefit(**(known | {"before": None if before is None else Decimal(before)}))


def _moved(agency: Agency, me: int, year: int) -> QuerySet[Indicator, Any]:
    """The measured indicators that one's results serve, the closest to citizens first."""
    figures = Measurement.objects.filter(state__in=Measurement.COUNTS, indicator=OuterRef("pk"))
    newest = figures.order_by("-year", "-month")
    last_year = figures.filter(year=OuterRef("year") - 1, month=OuterRef("month"))
    rows = with_card(
        Indicator.objects.filter(pk__in=_served(agency, me, year), is_active=True), "quality"
    )
    measured = rows.annotate(
        value=Subquery(newest.values("value")[:1]),
        year=Subquery(newest.values("year")[:1]),
        month=Subquery(newest.values("month")[:1]),
        before=Subquery(last_year.values("value")[:1]),
        nearness=Case(When(card_quality="outcome", then=Value(0)), default=Value(1)),
    )
    told = JSONObject(
        indicator_id=F("pk"),
        name=F("name"),
        measure=F("card_measure"),
        polarity=F("card_polarity"),
        value=Cast("value", CharField()),
        month=F("month"),
        year=F("year"),
        before=Cast("before", CharField()),
    )
    found = measured.filter(value__isnull=False, card_polarity__isnull=False)
    return found.order_by("nearness", "pk").values(told=told).values("told")


def _served(agency: Agency, me: int, year: int) -> QuerySet[WorkResult, Any]:
    """Indicators that one's results of the year carry, or the leader's results they serve."""
    plans = PerformancePlan.objects.current().filter(
        agency=agency, year=year, assignment__employee=me
    )
    first = Case(When(aspect=_RECIPIENT, then=Value(0)), default=Value(1))
    carried = IndividualIndicator.objects.filter(indicator__isnull=False).order_by(first, "order")
    ways = ["__".join(["supports"] * step) or "pk" for step in range(STEPS + 1)]
    steps = [Subquery(carried.filter(result=OuterRef(way)).values("indicator")[:1]) for way in ways]
    rows = WorkResult.objects.filter(plan__in=plans.values("pk"))
    return rows.annotate(moved=Coalesce(*steps)).filter(moved__isnull=False).values("moved")
