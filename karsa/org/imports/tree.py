"""Makes one tree of what a unit file says: a single top, no unknown parents, no circles."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.rules.refused import Refused

# A path of ids has room for so many levels; the deepest region has eight.
DEEPEST = 20
TOO_DEEP = gettext_noop("Susunan unit terlalu dalam: lebih dari %(most)s tingkat.")


@dataclass(slots=True)
class Node:
    """One accepted row: its own id, the parent's id as the tree will have it, its values."""

    line: int
    external_id: str
    parent: str
    facts: dict[str, str]
    repairs: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.facts["name"]


class Tree:
    """The agency's units with the file's rows laid over them, as parent ids."""

    def __init__(
        self, nodes: Mapping[str, Node], standing: Mapping[str, str], names: Mapping[str, str]
    ) -> None:
        """`standing`: external id → parent's external id ("" for the top) of units in Karsa.

        `names`: external id → name of the same units.

        Mends the nodes' parents in place and notes each repair.
        """
        self._nodes = nodes
        self._names = {**names, **{key: node.name for key, node in nodes.items()}}
        self._parents = {**standing, **{key: node.parent for key, node in nodes.items()}}
        self.top = self._find_top(standing)
        for key, node in nodes.items():
            self._mend_parent(key, node)
        self._cut_circles()

    def depth(self, key: str) -> int:
        """Levels above a unit; 0 for the top."""
        depth = 0
        while key := self._parents.get(key, ""):
            depth += 1
        return depth

    def check_depth(self, node: Node) -> None:
        """Raise Refused if the unit lies deeper than a path can say."""
        if self.depth(node.external_id) > DEEPEST:
            raise Refused(TOO_DEEP, most=DEEPEST)

    def _find_top(self, standing: Mapping[str, str]) -> str:
        """The unit without a parent: Karsa's own, else the first of the file."""
        for key, parent in standing.items():
            if not parent and (key not in self._nodes or not self._nodes[key].parent):
                return key
        rootless = (key for key, node in self._nodes.items() if not node.parent)
        strangers = (k for k, n in self._nodes.items() if n.parent not in self._parents)
        anyone = iter(self._nodes)
        return next(rootless, None) or next(strangers, None) or next(anyone, "")

    def _mend_parent(self, key: str, node: Node) -> None:
        if key == self.top:
            if node.parent:
                self._place(node, "", _("Induknya tidak ada; dijadikan unit paling atas."))
        elif not node.parent:
            self._under_top(node, _("Induk kosong; ditempatkan langsung di bawah “%(top)s”."))
        elif node.parent not in self._parents:
            text = _("Induk “%(parent)s” tidak ada; ditempatkan langsung di bawah “%(top)s”.")
            self._under_top(node, text)

    def _under_top(self, node: Node, text: str) -> None:
        facts = {"parent": node.parent, "top": self._names[self.top]}
        self._place(node, self.top, text % facts)

    def _place(self, node: Node, parent: str, note: str) -> None:
        node.parent = self._parents[node.external_id] = parent
        node.repairs.append(note)

    def _cut_circles(self) -> None:
        """Cut each circle at its first row in the file; the others in it are told."""
        sound: set[str] = {""}
        for start in self._parents:
            trail: dict[str, None] = {}
            key = start
            while key not in sound and key not in trail:
                trail[key] = None
                key = self._parents[key]
            if key in trail:
                keys = list(trail)
                self._cut(keys[keys.index(key) :])
            sound.update(trail)

    def _cut(self, circle: list[str]) -> None:
        rows = [self._nodes[key] for key in circle if key in self._nodes]
        first = min(rows, key=lambda node: node.line)
        self._under_top(
            first, _("Induknya berputar kembali ke unit ini; ditempatkan di bawah “%(top)s”.")
        )
        for node in rows:
            if node is not first:
                note = _("Ikut dalam lingkaran induk dengan baris %(line)s; periksa susunannya.")
                node.repairs.append(note % {"line": first.line})
