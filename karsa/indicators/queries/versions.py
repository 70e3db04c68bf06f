"""A strategic plan as it was set: the snapshot, its versions, and what changed between two."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, When
from django.utils.translation import gettext as _

from karsa.indicators.models import (
    Indicator,
    NodeLink,
    PerformanceNode,
    StrategicPlan,
    StrategicPlanVersion,
    StrategyItem,
)
from karsa.kit.formats import rupiah
from karsa.rules.changes import Differences, differences
from karsa.rules.codes import natural
from karsa.rules.refused import gettext_noop

Snapshot = dict[str, Any]
# Every field of a snapshot's row in the words of its page.
FIELDS = {
    "name": gettext_noop("Nama"),
    "vision": gettext_noop("Visi"),
    "code": gettext_noop("Kode"),
    "text": gettext_noop("Kalimat"),
    "parent": gettext_noop("Berada di bawah"),
    "parents": gettext_noop("Mendukung"),
    "owner": gettext_noop("Penanggung jawab"),
    "budget": gettext_noop("Pagu"),
    "level": gettext_noop("Tingkat"),
    "kind": gettext_noop("Jenis"),
    "objective": gettext_noop("Sasaran"),
    "node": gettext_noop("Simpul"),
    "unit": gettext_noop("Unit"),
}
SECTIONS = ("plan", "items", "nodes", "indicators")


def snapshot_of(plan: StrategicPlan) -> Snapshot:
    """Return the whole tree as plain data: rows by key, words instead of keys. Four queries."""
    items = _items(plan)
    codes = {pk: row["code"] for pk, (_key, row) in items.items()}
    nodes = list(plan.nodes.select_related("owner"))
    return {
        "plan": {"plan": {"name": plan.name, "vision": plan.vision}},
        "items": dict(items.values()),
        "nodes": _nodes(nodes, codes, plan),
        "indicators": _indicators(plan, codes, {row.pk: row.code for row in nodes}),
    }


_RANK = {kind.value: number for number, kind in enumerate(StrategyItem.Kind)}
_ITEM = ("pk", "kind", "code", "text", "parent__code", "owner__name")
_CEILING = ("budgets__year", "budgets__ceiling")


def _items(plan: StrategicPlan) -> dict[int, tuple[str, Snapshot]]:
    """The plan's lines by id, in order, with the ceilings of their years. One query."""
    found: dict[int, tuple[str, Snapshot]] = {}
    rows = plan.items.order_by("budgets__year").values_list(*_ITEM, *_CEILING)
    for pk, kind, code, text, parent, owner, year, ceiling in sorted(
        rows, key=lambda row: (_RANK[row[1]], natural(row[2]))
    ):
        fields = {
            "kind": kind,
            "code": code,
            "text": text,
            "parent": parent or "",
            "owner": owner or "",
            "budget": {},
        }
        _key, known = found.setdefault(pk, (f"{kind}-{pk}", fields))
        if year:
            known["budget"][str(year)] = ceiling
    return found


def _nodes(
    rows: Iterable[PerformanceNode], objectives: Mapping[int, str], plan: StrategicPlan
) -> Snapshot:
    above: dict[int, list[str]] = {}
    links = NodeLink.objects.filter(child__plan=plan).order_by("parent__code")
    for child, code in links.values_list("child", "parent__code"):
        above.setdefault(child, []).append(code)
    return {
        f"node-{row.pk}": {
            "code": row.code,
            "level": row.level,
            "kind": row.kind,
            "text": row.text,
            "parents": above.get(row.pk, []),
            "owner": row.owner.name if row.owner else "",
            "objective": objectives.get(row.objective_id or 0, ""),
        }
        for row in sorted(rows, key=lambda row: natural(row.code))
    }


def _indicators(
    plan: StrategicPlan, objectives: Mapping[int, str], nodes: Mapping[int, str]
) -> Snapshot:
    rows = Indicator.objects.filter(agency=plan.agency_id, is_active=True)
    placed = rows.filter(objective__plan=plan) | rows.filter(node__plan=plan)
    found = placed.order_by("name", "pk").values_list(
        "pk", "name", "unit__name", "objective", "node"
    )
    return {
        f"indicator-{pk}": {
            "text": name,
            "unit": unit,
            "objective": objectives.get(objective or 0, ""),
            "node": nodes.get(node or 0, ""),
        }
        for pk, name, unit, objective, node in found
    }


def changes_between(before: Snapshot, after: Snapshot) -> Differences:
    """Compare two snapshots row by row. No query."""
    return differences(_flat(before), _flat(after))


def _flat(tree: Snapshot) -> dict[str, dict[str, Any]]:
    return {key: row for section in SECTIONS for key, row in tree.get(section, {}).items()}


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field in words: what it was and what it is."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row of the tree with what changed on it."""

    title: str
    kind: str
    fields: tuple[ChangedField, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came, went and changed, as people read it."""

    added: tuple[ChangedRow, ...]
    removed: tuple[ChangedRow, ...]
    changed: tuple[ChangedRow, ...]

    @property
    def count(self) -> int:
        """How many rows are different."""
        return len(self.added) + len(self.removed) + len(self.changed)


def comparison(before: Snapshot, after: Snapshot) -> Comparison:
    """Put the differences of two snapshots into words. No query."""
    found, old, new = changes_between(before, after), _flat(before), _flat(after)
    fields: dict[str, list[ChangedField]] = {}
    for change in found.changed:
        said = ChangedField(_(FIELDS[change.field]), _told(change.before), _told(change.after))
        fields.setdefault(change.key, []).append(said)
    return Comparison(
        added=tuple(_row(key, new[key]) for key in found.added),
        removed=tuple(_row(key, old[key]) for key in found.removed),
        changed=tuple(_row(key, new[key], tuple(told)) for key, told in fields.items()),
    )


def _row(key: str, row: Mapping[str, Any], fields: tuple[ChangedField, ...] = ()) -> ChangedRow:
    code = row.get("code", "")
    words = row.get("text") or row.get("name", "")
    return ChangedRow(f"{code}: {words}" if code else words, kind_of(key), fields)


def kind_of(key: str) -> str:
    """What a snapshot's row is, by its key. No query."""
    kind = key.partition("-")[0]
    known = {"plan": _("Rencana"), "node": _("Simpul"), "indicator": _("Indikator")}
    return known.get(kind) or str(StrategyItem.Kind(kind).label)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a version as its page prints it."""

    kind: str
    title: str
    note: str


def readable(tree: Snapshot) -> tuple[Line, ...]:
    """Return a version's rows in their order. No query."""
    rows = _flat({name: tree.get(name, {}) for name in SECTIONS[1:]}).items()
    return tuple(_line(key, row) for key, row in rows)


def _line(key: str, row: Mapping[str, Any]) -> Line:
    named = ("parent", "parents", "objective", "node", "owner", "unit", "budget")
    notes = [f"{_(FIELDS[name])}: {_told(row[name])}" for name in named if row.get(name)]
    return Line(kind_of(key), _row(key, row).title, " · ".join(notes))


def _told(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{year}: {rupiah(money)}" for year, money in value.items()) or "–"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    kinds = dict(PerformanceNode.Kind.choices)
    return str(kinds.get(str(value), value) or "–")


@dataclass(frozen=True, slots=True)
class History:
    """The versions that were set, newest first, and what is different now from the newest."""

    rows: tuple[StrategicPlanVersion, ...]
    since: Comparison


def history_of(plan: StrategicPlan) -> History:
    """Return a plan's versions with what changed since the last. Five queries for any size."""
    rows = versions_of(plan)
    newest: Snapshot = rows[0].newest if rows else {}  # type: ignore[attr-defined]
    return History(rows, comparison(newest, snapshot_of(plan)))


def versions_of(plan: StrategicPlan) -> tuple[StrategicPlanVersion, ...]:
    """Return the versions that were set, newest first; only the newest brings its tree. One query.

    It stands in `newest`: reading the trees of all would cost as much as all of them hold.
    """
    newest = Case(When(version=plan.version, then=F("tree")))
    rows = plan.versions.select_related("set_by").defer("tree").annotate(newest=newest)
    return tuple(rows.order_by("-version"))
