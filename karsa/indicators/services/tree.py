"""The performance tree: built first without structure; nodes get owners and several parents."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators import policies
from karsa.indicators.models import NodeLink, PerformanceNode, StrategicPlan
from karsa.org.models import Unit
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def add_strategic_plan(
    *, actor: Actor, name: str, first_year: int, last_year: int, vision: str = ""
) -> StrategicPlan:
    """Add an RPJMD or Renstra. Raises PermissionDenied for others; Refused for reversed years."""
    _check(actor)
    if first_year > last_year:
        raise Refused(_("Tahun awal rencana strategis tidak boleh sesudah tahun akhirnya."))
    plan = StrategicPlan.objects.create(
        agency=actor.agency, name=name, first_year=first_year, last_year=last_year, vision=vision
    )
    record(actor, "strategic_plan.added", plan)
    return plan


@transaction.atomic
def add_node(
    *,
    actor: Actor,
    plan: StrategicPlan,
    code: str,
    level: str,
    text: str,
    owner: Unit | None = None,
    parents: Iterable[PerformanceNode] = (),
) -> PerformanceNode:
    """Add a node under any number of parents; `level` as the region names it ("S2").

    Raises PermissionDenied for others; Refused for a code that the plan has, or without words.
    """
    _check(actor)
    if not text.strip():
        raise Refused(_("Tulis dulu hasil yang ingin dicapai pada simpul ini."))
    if PerformanceNode.objects.filter(plan=plan, code=code).exists():
        raise Refused(_("Kode %(code)s sudah dipakai. Beri kode lain."), code=code)
    node = PerformanceNode.objects.create(
        agency=actor.agency, plan=plan, code=code, level=level, text=text.strip(), owner=owner
    )
    record(actor, "node.added", node)
    for parent in parents:
        link_nodes(actor=actor, child=node, parent=parent)
    return node


@transaction.atomic
def link_nodes(*, actor: Actor, child: PerformanceNode, parent: PerformanceNode) -> NodeLink:
    """Say that `child` is a condition of `parent`; safe to repeat. Three queries.

    Raises PermissionDenied for others; Refused across plans or where it would close a circle.
    """
    _check(actor)
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
    _check(actor)
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


def _check(actor: Actor) -> None:
    if not policies.can_keep_tree(actor):
        raise PermissionDenied
