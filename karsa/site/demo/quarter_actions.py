"""The action plans of the year's agreements: steps by quarter, most of them carried out."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from karsa.plans.models import AgreementBudget, AgreementLine, PerformanceAgreement, QuarterAction
from karsa.rules.quarters import QUARTERS, quarter_begins
from karsa.site.demo.chance import between, happens, pick
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

State = PerformanceAgreement.State
# Of the agreements: some action plans are still being written.
_WRITTEN, _SHORT, _WAITING = 0.06, 0.14, 0.08
_LENGTH = 90
_ROUND = 100_000


def write(world: World) -> None:
    """Write the steps of every line of this year's signed agreements. Five queries."""
    agreements = {
        row.pk: row
        for row in PerformanceAgreement.objects.filter(
            agency=world.agency, year=world.today.year, state=State.SIGNED
        ).select_related("unit")
    }
    for row in agreements.values():
        if not happens(_WRITTEN, row.unit.external_id, "quarters") and row.signed_on:
            day = row.signed_on + timedelta(days=between(5, 16, row.unit.external_id, "set"))
            if day <= world.today:
                row.actions_set_at, row.actions_set_by_id = world.at(day, 10), row.first_party_id
    PerformanceAgreement.objects.bulk_update(
        agreements.values(), ["actions_set_at", "actions_set_by"]
    )
    lines = AgreementLine.objects.filter(objective__agreement__in=agreements)
    ordered = list(lines.select_related("objective").order_by("pk"))
    money = _money(agreements, ordered)
    QuarterAction.objects.bulk_create(
        (
            step
            for line in ordered
            for step in _steps(world, agreements[line.objective.agreement_id], line, money)
        ),
        batch_size=1000,
    )


def _money(agreements: Iterable[int], lines: Iterable[AgreementLine]) -> dict[int, int]:
    """What one step of an agreement may cost: its money in equal parts, a twentieth of it."""
    found: dict[int, int] = {}
    for agreement, amount in AgreementBudget.objects.filter(agreement__in=agreements).values_list(
        "agreement", "amount"
    ):
        found[agreement] = found.get(agreement, 0) + (amount or 0)
    counts: dict[int, int] = {}
    for line in lines:
        home = line.objective.agreement_id
        counts[home] = counts.get(home, 0) + 1
    return {
        pk: found.get(pk, 0) // (count * len(QUARTERS) * 20) // _ROUND * _ROUND
        for pk, count in counts.items()
    }


def _steps(
    world: World, home: PerformanceAgreement, line: AgreementLine, money: dict[int, int]
) -> Iterator[QuarterAction]:
    for quarter in QUARTERS:
        seed = (home.unit.external_id, line.order, line.text, quarter)
        words = pick(library("quarters")["steps"][quarter - 1]["words"], *seed)
        text, target, unit = words.split("|")
        row = QuarterAction(
            agency=world.agency,
            line=line,
            quarter=quarter,
            order=1,
            text=text.format(name=_short(line.text)),
            target=f"{target} {unit}",
            target_value=Decimal(target),
            budget=money[home.pk] or None,
        )
        _bring(world, home, row, seed, unit)
        yield row


def _short(name: str) -> str:
    """The indicator's name inside a sentence; an abbreviation keeps its capitals."""
    kept = name if name[:2].isupper() else name[:1].lower() + name[1:]
    return kept if len(kept) <= _LENGTH else f"{kept[:_LENGTH].rsplit(' ', 1)[0]} …"


def _bring(
    world: World,
    home: PerformanceAgreement,
    row: QuarterAction,
    seed: tuple[object, ...],
    unit: str,
) -> None:
    """What a past quarter brought: reported by the head, confirmed by the second party."""
    day = _reported_on(home.year, row.quarter, seed)
    if home.actions_set_at is None or day > world.today or row.target_value is None:
        return
    short = happens(_SHORT, *seed, "short")
    row.realised_value = max(row.target_value - 1, Decimal(0)) if short else row.target_value
    row.realised = f"{row.realised_value} {unit}"
    row.spent = row.budget * between(84, 99, *seed, "spent") // 100 if row.budget else None
    row.reported_by_id, row.reported_at = home.first_party_id, world.at(day, 11)
    confirmed = day + timedelta(days=between(1, 4, *seed, "confirmed"))
    if home.second_party_id and confirmed <= world.today and not happens(_WAITING, *seed, "waits"):
        row.confirmed_by_id, row.confirmed_at = home.second_party_id, world.at(confirmed, 9)


def _reported_on(year: int, quarter: int, seed: tuple[object, ...]) -> date:
    after = date(year + 1, 1, 1) if quarter == QUARTERS[-1] else quarter_begins(year, quarter + 1)
    return after + timedelta(days=between(1, 4, *seed, "reported"))
