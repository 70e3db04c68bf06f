"""Define what is measured: the indicator, the versions of its card, and its targets."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators import policies
from karsa.indicators.models import Indicator, IndicatorCard, PerformanceNode, Target
from karsa.org.models import Unit
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True, slots=True)
class CardWords:
    """The fields of the card (manual IKU); codes are those of `IndicatorCard`."""

    measure: str
    purpose: str = ""
    definition: str = ""
    formula: str = ""
    polarity: str = IndicatorCard.Polarity.MAXIMIZE
    quality: str = IndicatorCard.Quality.OUTCOME
    validity: str = IndicatorCard.Validity.EXACT
    over_time: str = IndicatorCard.Consolidation.LAST
    over_places: str = IndicatorCard.Consolidation.AVERAGE
    source: str = ""
    provider: str = ""
    frequency: str = IndicatorCard.Frequency.MONTHLY


@dataclass(frozen=True, slots=True)
class TargetWords:
    """A target of the year (month 0) or of its trajectory: a value, or a range."""

    month: int = 0
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    baseline: Decimal | None = None


@transaction.atomic
def add_indicator(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    card: CardWords,
    node: PerformanceNode | None = None,
) -> Indicator:
    """Add an indicator that `unit` answers for, with the first version of its card.

    Raises PermissionDenied for whoever does not keep the unit's indicators; Refused without a
    name.
    """
    _check(actor, unit)
    if not name.strip():
        raise Refused(_("Beri nama dulu pada indikator ini."))
    indicator = Indicator.objects.create(
        agency=actor.agency, unit=unit, node=node, name=name.strip()
    )
    _write(actor, indicator, card, 1, "")
    record(actor, "indicator.added", indicator)
    return indicator


@transaction.atomic
def write_card(
    *, actor: Actor, indicator: Indicator, card: CardWords, reason: str
) -> IndicatorCard:
    """Write the next version of the card; the old ones stay readable.

    Raises PermissionDenied for others; Refused without a reason, for two versions would then look
    alike in a year's time.
    """
    found = _lock(indicator)
    _check(actor, found.unit)
    if not reason.strip():
        raise Refused(
            _("Tulis alasan perubahannya, supaya angka lama dan baru dapat dibandingkan.")
        )
    last = found.cards.order_by("-version").first()
    version = _write(actor, found, card, last.version + 1 if last else 1, reason.strip()[:300])
    record(actor, "card.written", version, note=reason)
    return version


def _write(
    actor: Actor, indicator: Indicator, card: CardWords, version: int, reason: str
) -> IndicatorCard:
    return IndicatorCard.objects.create(
        agency=actor.agency,
        indicator=indicator,
        version=version,
        reason=reason,
        created_at=actor.now,
        **asdict(card),
    )


@transaction.atomic
def set_target(*, actor: Actor, indicator: Indicator, year: int, target: TargetWords) -> None:
    """Set one target. Raises as `set_targets`."""
    set_targets(actor=actor, indicator=indicator, year=year, targets=[target])


@transaction.atomic
def set_targets(
    *, actor: Actor, indicator: Indicator, year: int, targets: Sequence[TargetWords]
) -> None:
    """Set the year's targets that are given; months that are not named stay. 2–3 queries each.

    Raises PermissionDenied for others; Refused for a target that is neither value nor range.
    """
    found = _lock(indicator)
    _check(actor, found.unit)
    for target in targets:
        _check_target(target)
        values = asdict(target)
        month = values.pop("month")
        Target.objects.update_or_create(
            agency=actor.agency, indicator=found, year=year, month=month, defaults=values
        )
    record(actor, "targets.set", found, note=str(year))


def _check_target(target: TargetWords) -> None:
    ranged = target.low is not None and target.high is not None
    if target.value is None and not ranged:
        raise Refused(_("Isi target dengan satu nilai, atau dengan batas bawah dan batas atas."))
    if target.low is not None and target.high is not None and target.low > target.high:
        raise Refused(_("Batas bawah target lebih besar daripada batas atasnya. Tukar keduanya."))


def _lock(indicator: Indicator) -> Indicator:
    return (
        Indicator.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=indicator.pk)
    )


def _check(actor: Actor, unit: Unit) -> None:
    if not policies.can_keep_indicators(actor, unit):
        raise PermissionDenied
