"""What the figures say of raters: to each about oneself first, to the office about all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.evaluations.models import RaterEffect, Rating, Vignette, VignetteRating
from karsa.kit.formats import number
from karsa.org.models import Period
from karsa.rules.disclosure import LEAST
from karsa.rules.fairness import departs_often, middle_half, stands_out
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Habit:
    """One sentence about a rater beside what is usual, and whether it is worth a talk."""

    title: str
    text: str
    usual: str
    is_notable: bool = False


@dataclass(frozen=True, slots=True)
class Mirror:
    """A rater's own figures of a period; no habits where too few people were rated."""

    effect: RaterEffect
    habits: tuple[Habit, ...]

    @property
    def is_linked(self) -> bool:
        """Whether severity could be told of this rater."""
        return self.effect.severity is not None


def mirror_of(actor: Actor, period: Period) -> Mirror | None:
    """Return the actor's own figures beside the agency's raters; None before they are measured.

    Two queries.
    """
    effect = RaterEffect.objects.filter(period=period, rater_id=actor.employee_id).first()
    if effect is None:
        return None
    habits = _habits(effect, _peers(effect)) if effect.people >= LEAST else ()
    return Mirror(effect, habits)


_Peer = tuple[int, int, int, Decimal | None]


def _peers(effect: RaterEffect) -> list[_Peer]:
    """The other raters of the period."""
    rows = RaterEffect.objects.filter(period=effect.period_id, people__gte=LEAST)
    rows = rows.exclude(pk=effect.pk)
    return list(rows.values_list("people", "middle", "alike", "severity"))


def _habits(effect: RaterEffect, peers: Sequence[_Peer]) -> tuple[Habit, ...]:
    return (
        *_severity(effect, peers),
        Habit(
            _("Nilai di tengah"),
            _("%(part)s dari %(people)s orang Anda nilai “sesuai” untuk hasil dan perilaku.")
            % {"part": effect.middle, "people": effect.people},
            _usual([100 * Decimal(middle) / people for people, middle, _a, _s in peers], "%"),
        ),
        Habit(
            _("Hasil dan perilaku sama"),
            _("%(part)s dari %(people)s orang mendapat nilai yang sama untuk keduanya.")
            % {"part": effect.alike, "people": effect.people},
            _usual([100 * Decimal(alike) / people for people, _m, alike, _s in peers], "%"),
        ),
        Habit(
            _("Dibanding bukti"),
            _("%(lifted)s orang dinilai di atas usulan bukti, %(lowered)s orang di bawahnya.")
            % {"lifted": effect.lifted, "lowered": effect.lowered},
            _("Perbedaan yang beralasan itu wajar. Periksa apakah alasannya tertulis."),
            is_notable=departs_often(max(effect.lifted, effect.lowered), effect.people),
        ),
    )


def _severity(effect: RaterEffect, peers: Sequence[_Peer]) -> tuple[Habit, ...]:
    if effect.severity is None or effect.error is None:
        return ()
    low, high = (effect.severity + step * effect.error for step in (-2, 2))
    if low <= 0 <= high:
        found = _("Sejalan dengan penilai lain")
    else:
        found = _("Lebih tegas") if effect.severity > 0 else _("Lebih longgar")
    text = _("%(found)s: %(size)s tingkat, kisaran %(low)s sampai %(high)s (plus: tegas).") % {
        "found": found,
        "size": number(effect.severity, 1),
        "low": number(low, 1),
        "high": number(high, 1),
    }
    usual = _usual([one[3] for one in peers if one[3] is not None], _("tingkat"))
    notable = stands_out(effect.severity, effect.error, effect.people)
    return (Habit(_("Tegas atau longgar"), text, usual, notable),)


def _usual(values: Sequence[Decimal], unit: str) -> str:
    found = middle_half(values)
    if found is None:
        return _("Penilai lain terlalu sedikit untuk dibandingkan.")
    low, high = (number(value, 0 if unit == "%" else 1) for value in found)
    words = {"low": low, "high": high, "unit": unit}
    return _("Separuh penilai lain: %(low)s sampai %(high)s %(unit)s.") % words


@dataclass(frozen=True, slots=True)
class Fairness:
    """The agency's raters of a period in counts; `talks` are those the office may read of."""

    raters: int
    linked: int
    notable: int
    middle: str
    talks: tuple[RaterEffect, ...]

    @property
    def is_linked(self) -> bool:
        """Whether severity could be told of anybody."""
        return self.linked > 0


def fairness_of(actor: Actor, period: Period) -> Fairness:
    """Return what the office sees of a period. Two queries.

    Names come only after the rater has answered or had ten working days to.
    """
    rows = list(RaterEffect.objects.filter(agency=actor.agency, period=period))
    notable = {row.pk for row in rows if row.is_notable}
    seen = RaterEffect.objects.visible_to(actor).filter(pk__in=notable).exclude(rater=actor.me)
    people, middle = (sum(getattr(row, name) for row in rows) for name in ("people", "middle"))
    return Fairness(
        raters=len(rows),
        linked=sum(row.severity is not None for row in rows),
        notable=len(notable),
        middle=number(100 * Decimal(middle) / people, 0) if people else "",
        talks=tuple(seen.select_related("rater").order_by("rater__name", "pk")),
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
