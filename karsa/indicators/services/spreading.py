"""Many at once: a year's targets carried to the next, and one card given to many units."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.indicators import policies
from karsa.indicators.models import Indicator, IndicatorCard, Target
from karsa.indicators.queries.spreading import name_in, names_of, plain
from karsa.indicators.services.cards import CardWords
from karsa.indicators.services.forecasting import forecast_later
from karsa.indicators.services.keeping import check_keeper, lock
from karsa.indicators.services.targets import TargetWords, check_targets, standing_targets
from karsa.jobs.models import Batch, BatchRow
from karsa.jobs.services import begin, finish, keep_rows, start
from karsa.org.models import Unit
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

GIVEN = "indicators.given"
_STEP = Decimal("0.0001")
Outcome = BatchRow.Outcome


@transaction.atomic
def carry_over(*, actor: Actor, unit: Unit, year: int, targets: Mapping[int, TargetWords]) -> int:
    """Set `year`'s targets of the unit's indicators by their ids, with last year's trajectory.

    The trajectory keeps its shape: each of its points moves as the year's target did. Indicators
    whose target is set already are left alone. Returns how many were set; four queries in all.
    Raises PermissionDenied for others; Refused if none is left, or for a target as `set_targets`.
    """
    check_keeper(actor, unit)
    check_targets(targets.values())
    rows = Indicator.objects.select_for_update().filter(unit=unit, pk__in=list(targets))
    mine = {row.pk: row for row in rows}
    known = _by_indicator(Target.objects.filter(indicator__in=mine, year__in=(year - 1, year)))
    free = [pk for pk in mine if (year, 0) not in known.get(pk, {})]
    if not free:
        raise Refused(_("Tidak ada target baru untuk disalin. Pilih satu indikator atau lebih."))
    made = [
        target for pk in free for target in _year_of(mine[pk], year, targets[pk], known.get(pk, {}))
    ]
    Target.objects.bulk_create(made, ignore_conflicts=True)
    forecast_later(actor.agency, free)
    record_many(actor, "targets.carried_over", [mine[pk] for pk in free])
    return len(free)


Known = Mapping[tuple[int, int], Target]


def _by_indicator(rows: Iterable[Target]) -> dict[int, dict[tuple[int, int], Target]]:
    found: dict[int, dict[tuple[int, int], Target]] = {}
    for row in rows:
        found.setdefault(row.indicator_id, {})[row.year, row.month] = row
    return found


def _year_of(indicator: Indicator, year: int, new: TargetWords, known: Known) -> Iterator[Target]:
    """The year's target, and last year's points moved as the year's target was."""
    yield _target(indicator, year, new)
    old = known.get((year - 1, 0))
    if old is None or not old.value or new.value is None:
        return
    for (at, month), row in known.items():
        if at == year - 1 and month and row.value is not None:
            moved = (row.value * new.value / old.value).quantize(_STEP, ROUND_HALF_UP)
            yield _target(indicator, year, TargetWords(month, moved))


def _target(indicator: Indicator, year: int, words: TargetWords) -> Target:
    return Target(agency_id=indicator.agency_id, indicator=indicator, year=year, **asdict(words))


@transaction.atomic
def give_to_units(
    *, actor: Actor, indicator: Indicator, units: Sequence[Unit], with_targets_of: int = 0
) -> Batch:
    """Give an indicator's card to many units, each as an indicator of its own; a dozen queries.

    Units that have one of that name are left alone, units the actor does not keep are refused;
    the batch says so row by row. `with_targets_of`: a year whose targets go along, 0 for none.
    Raises PermissionDenied for whoever does not keep the indicator; Refused without a card or
    without units.
    """
    found = lock(indicator)
    check_keeper(actor, found.unit)
    card = found.cards.order_by("-version").first()
    if card is None:
        raise Refused(_("Indikator ini belum punya kartu. Tulis kartunya dulu."))
    if not units:
        raise Refused(_("Pilih paling sedikit satu unit."))
    batch = start(actor, GIVEN)
    begin(batch, len(units))
    taken = names_of(units)
    rows = [_row(actor, batch, number, found, unit, taken) for number, unit in enumerate(units, 1)]
    getting = [unit for unit, row in zip(units, rows, strict=True) if row.outcome == Outcome.TAKEN]
    made = _make(found, card, getting, actor, with_targets_of)
    keep_rows(batch, rows)
    finish(batch, actor.now)
    record_many(actor, "indicator.added", made)
    record(actor, "indicator.given", found, note=str(len(made)))
    return batch


def _row(
    actor: Actor,
    batch: Batch,
    number: int,
    indicator: Indicator,
    unit: Unit,
    taken: set[tuple[int, str]],
) -> BatchRow:
    outcome, note = Outcome.TAKEN, ""
    if not policies.can_keep_indicators(actor, unit):
        outcome, note = Outcome.REFUSED, gettext("Anda bukan pengelola indikator unit ini.")
    elif (unit.pk, plain(name_in(indicator, unit))) in taken:
        outcome, note = Outcome.UNCHANGED, gettext("Sudah punya indikator dengan nama ini.")
    return BatchRow(
        agency=actor.agency,
        batch=batch,
        number=number,
        outcome=outcome,
        label=unit.name[:200],
        note=note,
    )


def _make(
    source: Indicator, card: IndicatorCard, units: Sequence[Unit], actor: Actor, year: int
) -> list[Indicator]:
    made = [
        Indicator(
            agency=actor.agency,
            unit=unit,
            name=name_in(source, unit)[:300],
            node_id=source.node_id,
            objective_id=source.objective_id,
            is_public=source.is_public,
        )
        for unit in units
    ]
    Indicator.objects.bulk_create(made)
    IndicatorCard.objects.bulk_create(_copy(card, indicator, actor) for indicator in made)
    targets = list(standing_targets(source, year).values()) if year else []
    Target.objects.bulk_create(
        _target(indicator, year, words) for indicator in made for words in targets
    )
    return made


def _copy(card: IndicatorCard, indicator: Indicator, actor: Actor) -> IndicatorCard:
    words = {name: getattr(card, name) for name in CardWords.__dataclass_fields__}
    return IndicatorCard(agency=actor.agency, indicator=indicator, created_at=actor.now, **words)
