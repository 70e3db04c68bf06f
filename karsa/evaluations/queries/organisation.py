"""The organisation's achievement of a unit: what is set, what the indicators propose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.evaluations.models import OrganisationGrade
from karsa.evaluations.policies import can_set_organisation_grade
from karsa.evaluations.queries.achievements import IndicatorFact
from karsa.evaluations.queries.annual import NOTHING_SAID, YearGround
from karsa.org.models import Assignment, Period, Unit
from karsa.org.queries.heads import above
from karsa.org.queries.raters import rater_line
from karsa.org.queries.rules import values_of
from karsa.rules.grade import LEVEL_NAMES, OrganisationLevel, organisation_level

_CENT = Decimal("0.01")
# For the region and its offices the performance manager may enter it on behalf.
_SETTERS_OF_OFFICE = frozenset({"superior", Role.REGENT.value, Role.PERFORMANCE_MANAGER.value})


@dataclass(frozen=True, slots=True)
class LevelProposal:
    """The level the verified indicators carry; None with the reason where they carry none."""

    level: OrganisationLevel | None
    achievement: Decimal | None
    counted: int
    total: int
    reason: str

    @property
    def level_name(self) -> str:
        """The law's word; empty without a proposal."""
        return _(LEVEL_NAMES[self.level]) if self.level else ""


@dataclass(frozen=True, slots=True)
class LevelFact:
    """The level that counts for a unit in a period; `is_last_years` after a missed January."""

    level: OrganisationLevel | None
    year: int
    is_last_years: bool = False

    @property
    def name(self) -> str:
        """The law's word, or that it is not there yet."""
        return _(LEVEL_NAMES[self.level]) if self.level else _("belum ditetapkan")


def level_for(unit_id: int, period: Period, today: date) -> LevelFact:
    """Return the level that evaluations of `period` consider.

    The annual one is last year's when this year's has not come by the end of January
    (annex IV.B.1.f). One query.
    """
    return levels_for([unit_id], period, today)[unit_id]


def levels_for(units: Iterable[int], period: Period, today: date) -> dict[int, LevelFact]:
    """Return the same of many units, by their keys. One query."""
    keys = set(units)
    rows = OrganisationGrade.objects.filter(
        Q(period=period) | _last_years(period), agency=period.agency_id, unit__in=keys
    )
    own: dict[int, str] = {}
    last: dict[int, str] = {}
    for unit, of, level in rows.values_list("unit", "period", "level"):
        (own if of == period.pk else last)[unit] = level
    return {key: _counting(own.get(key), last.get(key), period, today) for key in keys}


def level_led_by(rater_id: int, over: Unit, period: Period, day: date) -> LevelFact | None:
    """Return the level of the unit the rater leads on `day` nearest above `over`, or of `over`.

    None where the rater leads none of them. One query.
    """
    known = OrganisationGrade.objects.filter(agency=period.agency_id, unit=OuterRef("unit"))
    led = (
        Assignment.objects.on(day)
        .filter(employee=rater_id, is_head=True, unit__path__in=above(over.path))
        .annotate(
            own=Subquery(known.filter(period=period).values("level")),
            last=Subquery(known.filter(_last_years(period)).values("level")),
        )
    )
    levels = led.order_by(Length("unit__path").desc()).values_list("own", "last").first()
    return _counting(*levels, period, day) if levels else None


def _last_years(period: Period) -> Q:
    return Q(period__year=period.year - 1, period__number=0)


def _counting(own: str | None, last: str | None, period: Period, today: date) -> LevelFact:
    """The period's own level; a missed annual one is replaced by last year's."""
    if own is not None:
        return LevelFact(OrganisationLevel(own), period.year)
    missed = period.is_annual and today > date(period.year + 1, 1, 31)
    if missed and last is not None:
        return LevelFact(OrganisationLevel(last), period.year - 1, is_last_years=True)
    return LevelFact(None, period.year)


def propose_level(
    facts: Sequence[IndicatorFact], ground: YearGround = NOTHING_SAID
) -> LevelProposal:
    """Propose a unit's level: the plain mean of its indicators' achievements that are known.

    `facts`: of `basis.level_facts`; an unknown one is left out and never zero. `ground`: what
    else counts for a year, of `annual.year_grounds`. No query.
    Source: annex IV.B.1.c-e; bounds are configuration.
    """
    known = [fact.found.value for fact in facts if fact.found.value is not None]
    if not known:
        return LevelProposal(
            None, None, 0, len(facts), _("Belum ada indikator dengan data terverifikasi.")
        )
    mean = (sum(known, Decimal(0)) / len(known)).quantize(_CENT, ROUND_HALF_UP)
    reason = " ".join((_reason(facts, len(known)), *ground.sentences))
    level = ground.middle(organisation_level(mean))
    return LevelProposal(level, mean, len(known), len(facts), reason)


def _reason(facts: Sequence[IndicatorFact], known: int) -> str:
    text = _("Rata-rata capaian %(known)s dari %(all)s indikator unit yang datanya terverifikasi.")
    said = text % {"known": known, "all": len(facts)}
    planned = sum(fact.by_actions and fact.found.value is not None for fact in facts)
    if not planned:
        return said
    more = _("%(count)s di antaranya dari rencana aksi triwulan yang sudah dibenarkan.")
    return f"{said} {more % {'count': planned}}"


@dataclass(frozen=True, slots=True)
class Setters:
    """Who may set a unit's level: its head's rater, or the roles the agency names."""

    head_id: int | None
    superior_id: int | None
    allowed: frozenset[str]

    def lets(self, actor: Actor) -> bool:
        """Whether the actor is one of them."""
        return can_set_organisation_grade(actor, self.superior_id, self.head_id, self.allowed)


def setters_of(unit: Unit, period: Period, today: date) -> Setters:
    """Return who may set the level of `unit`, by the rule set "organisation_grade".

    Its values: {"set_by": ["superior", "regent", …]}; by default the superior of the head, and
    for offices also the head of region and the performance manager on behalf. Three queries.
    """
    own = values_of(unit.agency, period.year, "organisation_grade").get("set_by")
    return superiors_of(unit, today, own)


def superiors_of(unit: Unit, today: date, own: list[str] | None = None) -> Setters:
    """Return the same as `setters_in`, head and rater looked up. Two queries."""
    head = _head_of(unit, today)
    line = rater_line(head.pk, today) if head else None
    return setters_in(
        unit, head.employee_id if head else None, line.rater_id if line else None, own
    )


def head_of(unit: Unit, today: date) -> int | None:
    """Return who heads `unit`. One query."""
    head = _head_of(unit, today)
    return head.employee_id if head else None


def _head_of(unit: Unit, today: date) -> Assignment | None:
    heads = Assignment.objects.on(today).filter(agency=unit.agency_id, unit=unit, is_head=True)
    return heads.order_by("kind", "-starts").first()


def setters_in(
    unit: Unit, head_id: int | None, superior_id: int | None, own: list[str] | None
) -> Setters:
    """Return who may set the level of `unit`, its head and that head's rater at hand. No query.

    `own`: the agency's "set_by", None for the default.
    """
    high = unit.kind in (Unit.Kind.GOVERNMENT, Unit.Kind.OFFICE)
    default = _SETTERS_OF_OFFICE if high else frozenset({"superior"})
    return Setters(head_id, superior_id, frozenset(own) if own else default)
