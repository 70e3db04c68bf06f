"""Targets: the first setting is free; what stands is changed by a revision only."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from decimal import Decimal

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators.models import Indicator, Target
from karsa.indicators.services.forecasting import forecast_later
from karsa.indicators.services.keeping import check_keeper, lock
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

FIELDS = ("value", "low", "high", "baseline")


@dataclass(frozen=True, slots=True)
class TargetWords:
    """A target of the year (month 0) or of its trajectory: a value, or a range."""

    month: int = 0
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    baseline: Decimal | None = None


@transaction.atomic
def set_target(*, actor: Actor, indicator: Indicator, year: int, target: TargetWords) -> None:
    """Set one target. Raises as `set_targets`."""
    set_targets(actor=actor, indicator=indicator, year=year, targets=[target])


@transaction.atomic
def set_targets(
    *, actor: Actor, indicator: Indicator, year: int, targets: Sequence[TargetWords]
) -> None:
    """Set targets for the first time; months that are not named stay. Four queries.

    Raises PermissionDenied for others; Refused for a target that is neither value nor range, or
    where another one stands: that is changed by `propose_revision`.
    """
    found = lock(indicator)
    check_keeper(actor, found.unit)
    check_targets(targets)
    standing = standing_targets(found, year)
    if differing(standing, targets):
        raise Refused(
            _("Target ini sudah ditetapkan. Usulkan perubahannya dengan alasan, agar disetujui.")
        )
    write_targets(found, year, targets)
    forecast_later(actor.agency, [found.pk])
    record(actor, "targets.set", found, note=str(year))


def check_targets(targets: Iterable[TargetWords]) -> None:
    """Raise Refused for a target that is neither value nor range, or whose range is reversed."""
    for target in targets:
        ranged = target.low is not None and target.high is not None
        if target.value is None and not ranged:
            raise Refused(
                _("Isi target dengan satu nilai, atau dengan batas bawah dan batas atas.")
            )
        if target.low is not None and target.high is not None and target.low > target.high:
            raise Refused(
                _("Batas bawah target lebih besar daripada batas atasnya. Tukar keduanya.")
            )


def standing_targets(indicator: Indicator, year: int) -> dict[int, TargetWords]:
    """Return what is set for `year`, by month. One query."""
    rows = Target.objects.filter(indicator=indicator, year=year).order_by("month")
    return {
        row.month: TargetWords(row.month, *(getattr(row, field) for field in FIELDS))
        for row in rows
    }


def differing(
    standing: dict[int, TargetWords], targets: Iterable[TargetWords]
) -> tuple[TargetWords, ...]:
    """Return those of `targets` that would change what stands.

    A point without a target yet, and a baseline that was left open, may still be filled.
    """
    return tuple(
        target
        for target in targets
        if target.month in standing and not _fills(standing[target.month], target)
    )


def _fills(old: TargetWords, new: TargetWords) -> bool:
    if old.baseline is None:
        return astuple(old)[:4] == astuple(new)[:4]
    return old == new


def write_targets(indicator: Indicator, year: int, targets: Iterable[TargetWords]) -> None:
    """Write the rows as they are given, the standing ones anew. One query."""
    rows = (
        Target(agency_id=indicator.agency_id, indicator=indicator, year=year, **asdict(target))
        for target in targets
    )
    Target.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["indicator", "year", "month"],
        update_fields=FIELDS,
    )
