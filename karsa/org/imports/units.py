"""The import of a unit file: the whole tree at once, for a parent may stand below its child."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.jobs.verdict import Outcome, Verdict, refused
from karsa.kit.spreadsheets import Sheet
from karsa.org.imports import words
from karsa.org.imports.tree import Node, Tree
from karsa.org.models import Unit
from karsa.org.services.paths import repath
from karsa.rules.names import readable
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

_NO_ID = gettext_noop("Id unit kosong.")
_NO_NAME = gettext_noop("Nama unit kosong.")
_TOO_LONG = gettext_noop("Id atau nama unit terlalu panjang; periksa apakah kolomnya tertukar.")
_MOVES_POWER = gettext_noop(
    "Induk, nama jabatan pimpinan, dan pimpinan unit yang sudah ada menentukan siapa memimpin "
    "siapa. Sistem lain tidak boleh mengubahnya: seorang pengelola mengimpor berkasnya."
)
_SAME_ID = gettext_noop(
    "Id sama dengan baris %(other)s. Baris %(other)s dipakai, baris ini dilewati."
)
# Longest text the table keeps.
_WIDTHS = {"head_title": 200, "head_external_id": 64, "echelon": 4, "order": 40}
_CELLS = {"head_title": "head_title", "head_external_id": "head", "order": "order"}
_FIELDS = ["parent", "name", "head_title", "head_external_id", "echelon", "order"]
_ROMAN = re.compile(r"(IV|V|I{1,3})[. /-]*([AB])", re.IGNORECASE)
_LEVELS = ("", "I", "II", "III", "IV", "V")


class UnitImport:
    """Reads, compares and writes the tree; the same rows again change nothing."""

    slice_size = sys.maxsize

    def __init__(
        self, agency: Agency, today: date, sheet: Sheet, *, names_heads: bool = True
    ) -> None:
        """Count the rows. Without `names_heads` who leads a unit that is there stays as it is."""
        self._agency, self._names_heads = agency, names_heads
        self.total = sum(1 for _row in sheet.rows("external_id"))

    def take(
        self, rows: Sequence[tuple[int, Mapping[str, str]]], *, write_down: bool
    ) -> list[Verdict]:
        """Return a verdict per row; with `write_down`, write in the caller's transaction.

        About two queries per level of the tree, whatever the number of units.
        """
        nodes, verdicts = _read(rows)
        units = {u.external_id: u for u in Unit.objects.filter(agency=self._agency)}
        by_pk = {unit.pk: key for key, unit in units.items()}
        standing = {k: by_pk[u.parent_id] if u.parent_id else "" for k, u in units.items()}
        tree = Tree(nodes, standing, {key: unit.name for key, unit in units.items()})
        levels: dict[int, list[Node]] = defaultdict(list)
        for node in nodes.values():
            try:
                tree.check_depth(node)
                self._check_power(node, units.get(node.external_id), standing)
                levels[tree.depth(node.external_id)].append(node)
            except Refused as why:
                verdicts.append(refused(node.line, node.name, why))
        for level in sorted(levels):
            verdicts += self._level(levels[level], units, standing, write_down)
        if write_down:
            repath(self._agency)
        return sorted(verdicts, key=lambda verdict: verdict.line)

    def finish(self) -> None:
        """Nothing: raters are derived once the people are there."""

    def _level(
        self,
        nodes: Sequence[Node],
        units: dict[str, Unit],
        standing: Mapping[str, str],
        write_down: bool,
    ) -> list[Verdict]:
        """Units of one depth: their parents are there already."""
        new: list[Unit] = []
        changed: list[Unit] = []
        verdicts = []
        for node in nodes:
            unit = units.get(node.external_id)
            parent = units.get(node.parent)
            is_new = unit is None
            unit = unit or self._new(node)
            is_changed = is_new or standing[node.external_id] != node.parent
            for name, value in node.facts.items():
                is_changed |= getattr(unit, name) != value
                setattr(unit, name, value)
            unit.parent = parent
            units[node.external_id] = unit
            if is_changed:
                (new if is_new else changed).append(unit)
            verdicts.append(_verdict(node, is_changed))
        if write_down:
            Unit.objects.bulk_create(new, batch_size=500)
            Unit.objects.bulk_update(changed, _FIELDS, batch_size=500)
        return verdicts

    def _check_power(self, node: Node, unit: Unit | None, standing: Mapping[str, str]) -> None:
        if unit is None or self._names_heads:
            return
        is_moved = standing[node.external_id] != node.parent
        if is_moved or any(node.facts.get(name, at) != at for name, at in _power_of(unit)):
            raise Refused(_MOVES_POWER)

    def _new(self, node: Node) -> Unit:
        """Kind and standing alone are guessed once; what people correct is never guessed again."""
        kind = words.unit_kind(node.name, is_root=not node.parent)
        return Unit(
            agency=self._agency,
            external_id=node.external_id,
            kind=kind,
            is_stand_alone=kind in (Unit.Kind.GOVERNMENT, Unit.Kind.OFFICE),
        )


def _power_of(unit: Unit) -> Iterator[tuple[str, str]]:
    """What makes somebody the head of a unit."""
    return ((name, getattr(unit, name)) for name in ("head_title", "head_external_id"))


def _read(
    rows: Sequence[tuple[int, Mapping[str, str]]],
) -> tuple[dict[str, Node], list[Verdict]]:
    nodes: dict[str, Node] = {}
    verdicts: list[Verdict] = []
    for line, row in rows:
        try:
            node = _node(line, row)
            if node.external_id in nodes:
                raise Refused(_SAME_ID, other=nodes[node.external_id].line)
            nodes[node.external_id] = node
        except Refused as why:
            verdicts.append(refused(line, row["name"] or row["external_id"], why))
    return nodes, verdicts


def _node(line: int, row: Mapping[str, str]) -> Node:
    if not row["external_id"]:
        raise Refused(_NO_ID)
    if not row["name"]:
        raise Refused(_NO_NAME)
    if len(row["external_id"]) > 64 or len(row["name"]) > 200:
        raise Refused(_TOO_LONG)
    node = Node(line, row["external_id"], row["parent"], {"name": readable(row["name"])})
    cells = {name: row.get(cell, "") for name, cell in _CELLS.items()}
    cells["head_title"] = readable(cells["head_title"])
    for name, text in {**cells, "echelon": _echelon(row.get("echelon", ""))}.items():
        if len(text) > _WIDTHS[name]:
            node.repairs.append(
                _("Sel yang terlalu panjang tidak disimpan: “%(text)s…”.") % {"text": text[:30]}
            )
        elif text:
            node.facts[name] = text
    return node


def _echelon(text: str) -> str:
    """ "II.b" is written "22" elsewhere; both mean the same."""
    found = _ROMAN.fullmatch(text)
    if not found:
        return text
    return f"{_LEVELS.index(found[1].upper())}{'AB'.index(found[2].upper()) + 1}"


def _verdict(node: Node, is_changed: bool) -> Verdict:
    outcome = Outcome.REPAIRED if node.repairs else Outcome.TAKEN
    note = " ".join(node.repairs)
    return Verdict(node.line, outcome if is_changed else Outcome.UNCHANGED, node.name, note)
