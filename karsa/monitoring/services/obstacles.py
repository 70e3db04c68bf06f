"""Obstacles: raised, given an owner and a day, followed up until solved or given up."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.files.kinds import EVIDENCE
from karsa.files.services import take
from karsa.indicators.models import Indicator
from karsa.monitoring.models import FollowUp, Obstacle, ReviewSession
from karsa.monitoring.policies import can_follow_up, can_monitor, can_raise
from karsa.org.models import Assignment, Employee, Unit
from karsa.rules import flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = Obstacle.State


@dataclass(frozen=True, slots=True)
class ObstacleWords:
    """What holds a unit back, and why as far as one knows."""

    text: str
    cause: str
    cause_text: str = ""
    indicator: Indicator | None = None
    session: ReviewSession | None = None


@transaction.atomic
def raise_obstacle(*, actor: Actor, unit: Unit, words: ObstacleWords) -> Obstacle:
    """Raise an obstacle of `unit`; who solves it by when may be said later.

    Raises PermissionDenied for whoever neither works there nor follows it up.
    """
    if not can_raise(actor, unit):
        raise PermissionDenied
    row = Obstacle.objects.create(
        agency=actor.agency,
        unit=unit,
        indicator=words.indicator,
        session=words.session,
        text=words.text.strip(),
        cause=words.cause,
        cause_text=words.cause_text.strip(),
        raised_by_id=actor.employee_id,
        raised_at=actor.now,
    )
    record(actor, "monitoring.obstacle_raised", row)
    return row


@transaction.atomic
def give_owner(
    *, actor: Actor, obstacle: Obstacle, owner: Employee | None, unit: Unit | None, due_on: date
) -> Obstacle:
    """Say who answers for an obstacle (a person, else a unit) and until when.

    Raises PermissionDenied for whoever does not follow the unit up; Refused without an owner,
    for somebody without a post, a day that has passed, or once it has ended.
    """
    found = _locked(obstacle)
    if not can_monitor(actor, found.unit):
        raise PermissionDenied
    if not found.is_open:
        raise Refused(_("Hambatan ini sudah selesai atau ditutup."))
    if due_on < actor.today:
        raise Refused(_("Tanggal itu sudah lewat. Pilih hari ini atau sesudahnya."))
    found.owner, found.owner_unit = owner, _home(actor, owner) if owner else unit
    if found.owner_unit is None:
        raise Refused(_("Pilih unit atau orang yang bertanggung jawab."))
    found.due_on = due_on
    found.save(update_fields=["owner", "owner_unit", "due_on"])
    record(actor, "monitoring.obstacle_owner", found, note=f"{found.owner_name}, {due_on}")
    return found


def _home(actor: Actor, owner: Employee) -> Unit:
    """Where a person works today, by their definitive post if there is one."""
    posts = Assignment.objects.on(actor.today).filter(agency=actor.agency, employee=owner)
    found = sorted(posts.select_related("unit"), key=lambda post: post.kind != "definitive")
    if not found:
        raise Refused(_("Orang ini tidak punya penempatan hari ini. Pilih orang lain."))
    return found[0].unit


@transaction.atomic
def follow_up(
    *,
    actor: Actor,
    obstacle: Obstacle,
    text: str,
    state: str,
    evidence: "File[bytes] | None" = None,
) -> FollowUp:
    """Say what was done, with a file perhaps, and where the obstacle stands now.

    Raises PermissionDenied for others than owner, heads above and team; Refused without words,
    for an impossible step, or when nobody answers for it yet.
    """
    found = _locked(obstacle)
    if not can_follow_up(actor, found):
        raise PermissionDenied
    if found.owner_unit_id is None:
        raise Refused(_("Tentukan dulu siapa yang bertanggung jawab dan sampai kapan."))
    if not text.strip():
        raise Refused(_("Tulis apa yang sudah dilakukan, supaya yang lain tahu."))
    if state != found.state or not found.is_open:
        found.state = State(flow.step(flow.OBSTACLE, found.state, state))
        found.ended_on = None if found.is_open else actor.today
        found.save(update_fields=["state", "ended_on"])
    stored = take(actor, evidence, purpose="follow_up", allow=EVIDENCE) if evidence else None
    row = FollowUp.objects.create(
        agency=actor.agency,
        obstacle=found,
        text=text.strip(),
        state=found.state,
        evidence=stored,
        by_id=actor.employee_id,
        at=actor.now,
    )
    record(actor, "monitoring.followed_up", found, note=found.state)
    return row


def _locked(obstacle: Obstacle) -> Obstacle:
    rows = Obstacle.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "owner", "owner_unit").get(pk=obstacle.pk)
