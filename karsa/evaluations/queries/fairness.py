"""What the office reads of a period's raters, and the cases that all raters rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from karsa.accounts.actor import Actor
from karsa.evaluations.models import RaterEffect, Rating, SecondDraw, Vignette, VignetteRating
from karsa.evaluations.queries.figures import Figures, figures_shown
from karsa.kit.formats import number
from karsa.org.models import Period
from karsa.rules.disclosure import LEAST, keep_back, public_count
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Objections:
    """Decided objections of a period; raters only with five and more, and not the last hidden."""

    decided: int | None
    changed: int | None
    rows: tuple[RaterEffect, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    """The agency's raters of a period in counts; `talks` are those the office may read of."""

    raters: int
    linked: int
    notable: int
    middle: str
    talks: tuple[RaterEffect, ...]
    objections: Objections
    figures: Figures | None
    draw: SecondDraw | None

    @property
    def is_linked(self) -> bool:
        """Whether severity could be told of anybody."""
        return self.linked > 0


def fairness_of(actor: Actor, period: Period) -> Fairness:
    """Return what the office sees of a period. Four queries.

    Names come only after the rater has answered or had ten working days to.
    """
    rows = list(RaterEffect.objects.filter(agency=actor.agency, period=period).order_by("pk"))
    seen = RaterEffect.objects.visible_to(actor).filter(period=period).exclude(rater=actor.me)
    named = list(seen.select_related("rater").order_by("rater__name", "pk"))
    people, middle = (sum(getattr(row, name) for row in rows) for name in ("people", "middle"))
    return Fairness(
        raters=len(rows),
        linked=sum(row.severity is not None for row in rows),
        notable=sum(row.is_notable for row in rows),
        middle=number(100 * Decimal(middle) / people, 0) if people else "",
        talks=tuple(row for row in named if row.is_notable),
        objections=_objections(rows, named),
        figures=figures_shown(period),
        draw=SecondDraw.objects.filter(period=period).first(),
    )


def _objections(rows: Sequence[RaterEffect], named: Sequence[RaterEffect]) -> Objections:
    """A rater's are told from five on, and never so that the sum tells the others'."""
    hidden = keep_back([row.objections for row in rows])
    told = {row.pk for row, out in zip(rows, hidden, strict=True) if row.objections and not out}
    return Objections(
        decided=public_count(sum(row.objections for row in rows)),
        changed=public_count(sum(row.changed for row in rows)),
        rows=tuple(row for row in named if row.pk in told),
    )


@dataclass(frozen=True, slots=True)
class Case:
    """A vignette, and what the actor gave it; `count` of all raters."""

    row: Vignette
    count: int
    result: str = ""
    behaviour: str = ""

    @property
    def is_rated(self) -> bool:
        """Whether the actor has rated it."""
        return bool(self.result)


def cases_of(actor: Actor) -> list[Case]:
    """Return this year's cases that the actor may see, open ones first. Three queries."""
    rows = Vignette.objects.visible_to(actor).filter(year=actor.today.year)
    own = VignetteRating.objects.filter(rater_id=actor.employee_id, vignette__in=rows.values("pk"))
    given = {one.vignette_id: one for one in own}
    counts = dict(rows.annotate(count=Count("ratings")).values_list("pk", "count"))
    return [
        Case(row, counts[row.pk], *_labels(given.get(row.pk)))
        for row in rows.order_by("-is_open", "pk")
    ]


def _labels(given: VignetteRating | None) -> tuple[str, str]:
    if given is None:
        return ("", "")
    return (given.get_result_rating_display(), given.get_behaviour_rating_display())


@dataclass(frozen=True, slots=True)
class Choice:
    """How often all raters gave one rating."""

    label: str
    result: int
    behaviour: int


def choices_of(vignette: Vignette, agency: Agency) -> list[Choice]:
    """Return what all raters gave a case, best first; nothing under five raters. One query."""
    counts = VignetteRating.objects.filter(agency=agency, vignette=vignette).aggregate(
        **{f"r_{one}": Count("pk", filter=Q(result_rating=one)) for one in Rating.values},
        **{f"b_{one}": Count("pk", filter=Q(behaviour_rating=one)) for one in Rating.values},
    )
    total = sum(counts[f"r_{one}"] for one in Rating.values)
    if total < LEAST:
        return []
    return [Choice(str(one.label), counts[f"r_{one}"], counts[f"b_{one}"]) for one in Rating]
