"""The performance tree: built first without structure; nodes get owners and several parents."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators import policies
from karsa.indicators.models import NodeLink, PerformanceNode, StrategicPlan, StrategyItem
from karsa.org.models import Unit
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_IN_USE = _(
    "Simpul ini masih dipakai simpul di bawahnya, indikator, atau perjanjian kinerja. "
    "Pindahkan dulu yang bergantung padanya."
)


@transaction.atomic
def add_strategic_plan(
    *, actor: Actor, name: str, first_year: int, last_year: int, vision: str = ""
) -> StrategicPlan:
    """Add an RPJMD or Renstra. Raises PermissionDenied for others; Refused for reversed years."""
    check_keeper(actor)
    if first_year > last_year:
        raise Refused(_("Tahun awal rencana strategis tidak boleh sesudah tahun akhirnya."))
    plan = StrategicPlan.objects.create(
        agency=actor.agency, name=name, first_year=first_year, last_year=last_year, vision=vision
    )
    record(actor, "strategic_plan.added", plan)
    return plan


@dataclass(frozen=True, slots=True)
class NodeWords:
    """What one writes of a node; `level` as the region names it ("S2"), an owner may come later."""

    code: str
    level: str
    text: str
    kind: str = PerformanceNode.Kind.OUTCOME
    owner: Unit | None = None
    objective: StrategyItem | None = None


@transaction.atomic
def add_node(
    *,
    actor: Actor,
    plan: StrategicPlan,
    words: NodeWords,
    parents: Iterable[PerformanceNode] = (),
) -> PerformanceNode:
    """Add a node under any number of parents.

    Raises PermissionDenied for others; Refused for a code that the plan has, without words, or
    for an objective of another plan.
    """
    check_keeper(actor)
    node = PerformanceNode(agency=actor.agency, plan=plan)
    _write(node, words)
    node.save(force_insert=True)
    record(actor, "node.added", node)
    for parent in parents:
        link_nodes(actor=actor, child=node, parent=parent)
    return node


@transaction.atomic
def change_node(*, actor: Actor, node: PerformanceNode, words: NodeWords) -> PerformanceNode:
    """Reword a node, give it its owner or its objective; the old words stay in the record."""
    check_keeper(actor)
    found = PerformanceNode.objects.select_for_update(of=("self",)).get(pk=node.pk)
    before = found.text
    _write(found, words)
    found.save(update_fields=list(NodeWords.__dataclass_fields__))
    record(actor, "node.changed", found, note=before)
    return found


def _write(node: PerformanceNode, words: NodeWords) -> None:
    if not words.text.strip():
        raise Refused(_("Tulis dulu hasil yang ingin dicapai pada simpul ini."))
    same = PerformanceNode.objects.filter(plan=node.plan_id, code=words.code)
    if same.exclude(pk=node.pk).exists():
        raise Refused(_("Kode %(code)s sudah dipakai. Beri kode lain."), code=words.code)
    if words.objective is not None and words.objective.plan_id != node.plan_id:
        raise Refused(_("Sasaran itu berasal dari rencana strategis yang berbeda."))
    for name in NodeWords.__dataclass_fields__:
        setattr(node, name, getattr(words, name))
    node.text = words.text.strip()


@transaction.atomic
def remove_node(*, actor: Actor, node: PerformanceNode) -> None:
    """Take a node out; Refused while anything hangs on it."""
    check_keeper(actor)
    record(actor, "node.removed", node, note=node.text)
    try:
        node.delete()
    except ProtectedError as error:
        raise Refused(_IN_USE) from error


@transaction.atomic
def link_nodes(*, actor: Actor, child: PerformanceNode, parent: PerformanceNode) -> NodeLink:
    """Say that `child` is a condition of `parent`; safe to repeat. Three queries.

    Raises PermissionDenied for others; Refused across plans or where it would close a circle.
    """
    check_keeper(actor)
    StrategicPlan.objects.select_for_update().get(pk=child.plan_id)
    if child.plan_id != parent.plan_id:
        raise Refused(_("Kedua simpul berasal dari rencana strategis yang berbeda."))
    if child.pk in _above(parent):
        raise Refused(
            _("Simpul ini sudah menaungi simpul itu, jadi tidak bisa menjadi bawahannya.")
        )
    link, made = NodeLink.objects.get_or_create(agency=actor.agency, child=child, parent=parent)
    if made:
        record(actor, "node.linked", link)
    return link


@transaction.atomic
def unlink_nodes(*, actor: Actor, link: NodeLink) -> None:
    """Take a link away; the nodes stay."""
    check_keeper(actor)
    record(actor, "node.unlinked", link)
    link.delete()


def _above(node: PerformanceNode) -> set[int]:
    """The node and all its ancestors. One query."""
    pairs = NodeLink.objects.filter(child__plan=node.plan_id).values_list("child", "parent")
    parents: dict[int, list[int]] = {}
    for child, parent in pairs:
        parents.setdefault(child, []).append(parent)
    found, waiting = set(), [node.pk]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += parents.get(one, [])
    return found


def check_keeper(actor: Actor) -> None:
    """Raise PermissionDenied for whoever does not keep strategy and tree."""
    if not policies.can_keep_tree(actor):
        raise PermissionDenied
