"""The lines of a strategic plan: missions, goals, objectives, programmes and their money."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators import policies
from karsa.indicators.models import Indicator, ProgramBudget, StrategicPlan, StrategyItem
from karsa.indicators.services.tree import check_keeper
from karsa.org.models import Unit
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

Kind = StrategyItem.Kind
# What a line stands under: the chapters of a plan in their order.
PARENT_KIND = {
    Kind.MISSION: None,
    Kind.GOAL: Kind.MISSION,
    Kind.OBJECTIVE: Kind.GOAL,
    Kind.PROGRAM: Kind.OBJECTIVE,
}
_IN_USE = _("Masih ada unsur di bawahnya. Pindahkan atau hapus dulu yang di bawah.")


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What one writes of a line of the plan; the owner may come later."""

    code: str
    text: str
    parent: StrategyItem | None = None
    owner: Unit | None = None


@transaction.atomic
def add_item(*, actor: Actor, plan: StrategicPlan, kind: str, words: ItemWords) -> StrategyItem:
    """Add a line of `kind` below its parent.

    Raises PermissionDenied for others; Refused for a code the plan's kind has, without words, or
    under a line of another plan or of a wrong kind.
    """
    check_keeper(actor)
    item = StrategyItem(agency=actor.agency, plan=plan, kind=kind)
    _write(item, words)
    item.save(force_insert=True)
    record(actor, "strategy.added", item)
    return item


@transaction.atomic
def change_item(*, actor: Actor, item: StrategyItem, words: ItemWords) -> StrategyItem:
    """Reword or move a line; the old words stay in the record. Raises as `add_item`."""
    check_keeper(actor)
    found = StrategyItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    before = found.text
    _write(found, words)
    found.save(update_fields=["code", "text", "parent", "owner"])
    record(actor, "strategy.changed", found, note=before)
    return found


def _write(item: StrategyItem, words: ItemWords) -> None:
    if not words.text.strip() or not words.code.strip():
        raise Refused(_("Isi dulu kode dan kalimatnya."))
    same = StrategyItem.objects.filter(plan=item.plan_id, kind=item.kind, code=words.code.strip())
    if same.exclude(pk=item.pk).exists():
        raise Refused(_("Kode %(code)s sudah dipakai. Beri kode lain."), code=words.code)
    due = PARENT_KIND[Kind(item.kind)]
    if due is not None:
        _check_parent(item, words.parent, due)
    item.code, item.text = words.code.strip(), words.text.strip()
    item.parent, item.owner = words.parent if due else None, words.owner


def _check_parent(item: StrategyItem, parent: StrategyItem | None, due: StrategyItem.Kind) -> None:
    if parent is None or parent.plan_id != item.plan_id or parent.kind != due:
        raise Refused(
            _("%(kind)s berada di bawah %(parent)s dari rencana yang sama. Pilih dulu induknya."),
            kind=str(Kind(item.kind).label),
            parent=str(due.label).lower(),
        )


@transaction.atomic
def remove_item(*, actor: Actor, item: StrategyItem) -> None:
    """Take a line out; Refused while others stand below it. Versions that were set keep it."""
    check_keeper(actor)
    record(actor, "strategy.removed", item, note=item.text)
    try:
        item.delete()
    except ProtectedError as error:
        raise Refused(_IN_USE) from error


@transaction.atomic
def attach_indicators(
    *, actor: Actor, objective: StrategyItem, indicators: Iterable[Indicator]
) -> None:
    """Say which indicators measure an objective; those left out no longer do. Four queries.

    Raises PermissionDenied for others; Refused where the line is no objective.
    """
    check_keeper(actor)
    if objective.kind != Kind.OBJECTIVE:
        raise Refused(_("Indikator dipasang pada sasaran."))
    chosen = list(indicators)
    objective.indicators.exclude(pk__in=[row.pk for row in chosen]).update(objective=None)
    Indicator.objects.filter(pk__in=[row.pk for row in chosen]).update(objective=objective)
    record(actor, "strategy.indicators", objective, note=", ".join(row.name for row in chosen))


@dataclass(frozen=True, slots=True)
class Money:
    """A programme's year in whole rupiah; the realisation with the day it speaks of."""

    ceiling: int
    realised: int | None = None
    realised_on: date | None = None


@transaction.atomic
def set_program_budget(
    *, actor: Actor, program: StrategyItem, year: int, money: Money
) -> ProgramBudget:
    """Set a programme's ceiling and realisation in a year; what is not known stays unknown.

    Raises PermissionDenied unless the actor keeps the tree, or the indicators of the programme's
    owner; Refused outside the plan's years, or for a realisation without its day.
    """
    if not policies.can_spend(actor, program):
        raise PermissionDenied
    plan = StrategicPlan.objects.select_for_update().get(pk=program.plan_id)
    _check_money(plan, program, year, money)
    row, _made = ProgramBudget.objects.update_or_create(
        agency=actor.agency,
        program=program,
        year=year,
        defaults={
            "ceiling": money.ceiling,
            "realised": money.realised,
            "realised_on": money.realised_on if money.realised is not None else None,
        },
    )
    record(actor, "program.budget_set", row, note=f"{year}: {money.ceiling}/{money.realised}")
    return row


def _check_money(plan: StrategicPlan, program: StrategyItem, year: int, money: Money) -> None:
    if program.kind != Kind.PROGRAM:
        raise Refused(_("Anggaran diisi pada program."))
    if not plan.first_year <= year <= plan.last_year:
        raise Refused(
            _("Rencana ini berlaku %(first)s sampai %(last)s. Pilih tahun di antaranya."),
            first=plan.first_year,
            last=plan.last_year,
        )
    if money.ceiling < 0 or (money.realised or 0) < 0:
        raise Refused(_("Anggaran tidak boleh kurang dari nol. Periksa kembali angkanya."))
    if money.realised is not None and money.realised_on is None:
        raise Refused(_("Isi tanggal realisasinya, supaya jelas sampai kapan angka itu."))
