"""Define what is measured: the indicator and the versions of its card."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators.models import Indicator, IndicatorCard, PerformanceNode, StrategyItem
from karsa.indicators.services.keeping import check_keeper, lock
from karsa.org.models import Service, Unit
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
    aspect: str = ""
    statistic: str = IndicatorCard.Statistic.MEAN
    promise: Decimal | None = None
    plausible_low: Decimal | None = None
    plausible_high: Decimal | None = None
    causes: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an indicator belongs, what a machine calls it, and who may see or copy it."""

    node: PerformanceNode | None = None
    objective: StrategyItem | None = None
    service: Service | None = None
    code: str = ""
    is_public: bool = False
    is_example: bool = False


@transaction.atomic
def add_indicator(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    card: CardWords,
    place: Place = Place(),
) -> Indicator:
    """Add an indicator that `unit` answers for, with the first version of its card.

    Raises PermissionDenied for whoever does not keep the unit's indicators; Refused without a
    name, for a code that is taken, or a card that contradicts itself.
    """
    check_keeper(actor, unit)
    _check_name(actor, name, place)
    indicator = Indicator.objects.create(
        agency=actor.agency, unit=unit, name=name.strip(), **_fields(place)
    )
    _write(actor, indicator, card, 1, "")
    record(actor, "indicator.added", indicator)
    return indicator


@transaction.atomic
def place_indicator(*, actor: Actor, indicator: Indicator, name: str, place: Place) -> Indicator:
    """Rename an indicator or put it in another place; its card and figures stay.

    Raises PermissionDenied for others; Refused without a name or for a code that is taken.
    """
    found = lock(indicator)
    check_keeper(actor, found.unit)
    _check_name(actor, name, place, found.pk)
    fields = {"name": name.strip()} | _fields(place)
    for field, value in fields.items():
        setattr(found, field, value)
    found.save(update_fields=list(fields))
    record(actor, "indicator.placed", found)
    return found


def _fields(place: Place) -> dict[str, object]:
    """The fields as they are: `asdict` would copy the rows."""
    return {field: getattr(place, field) for field in Place.__dataclass_fields__}


def _check_name(actor: Actor, name: str, place: Place, pk: int = 0) -> None:
    if not name.strip():
        raise Refused(_("Beri nama dulu pada indikator ini."))
    taken = Indicator.objects.filter(agency=actor.agency, code=place.code).exclude(pk=pk)
    if place.code and taken.exists():
        raise Refused(_("Kode %(code)s sudah dipakai. Beri kode lain."), code=place.code)


@transaction.atomic
def write_card(
    *, actor: Actor, indicator: Indicator, card: CardWords, reason: str
) -> IndicatorCard:
    """Write the next version of the card; the old ones stay readable.

    Raises PermissionDenied for others; Refused for a card that contradicts itself, or without a
    reason, for two versions would then look alike in a year's time.
    """
    found = lock(indicator)
    check_keeper(actor, found.unit)
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
    _check_card(card)
    return IndicatorCard.objects.create(
        agency=actor.agency,
        indicator=indicator,
        version=version,
        reason=reason,
        created_at=actor.now,
        **asdict(card),
    )


def _check_card(card: CardWords) -> None:
    if card.statistic == IndicatorCard.Statistic.SHARE and card.promise is None:
        raise Refused(_("Isi janji layanannya, karena angka dihitung dari yang memenuhi janji."))
    low, high = card.plausible_low, card.plausible_high
    if low is not None and high is not None and low > high:
        raise Refused(_("Batas bawah yang masuk akal lebih besar daripada batas atasnya. Tukar."))
