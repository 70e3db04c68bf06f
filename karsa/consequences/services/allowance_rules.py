"""Writing a rule of the allowance, and approving it by a second person."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consequences.models import AllowanceRule, AllowanceRun
from karsa.consequences.policies import can_approve_rule, can_keep_allowance
from karsa.rules import flow
from karsa.rules.allowance import KNOWN
from karsa.rules.formula import read_sheet
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = AllowanceRule.State
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a rule says."""

    name: str
    legal_basis: str
    starts: date
    text: str
    rounding: int = AllowanceRule.Rounding.ONE
    silence: str = AllowanceRule.Silence.FULL
    proration: str = AllowanceRule.Proration.CALENDAR


@transaction.atomic
def write_rule(*, actor: Actor, wording: Wording) -> AllowanceRule:
    """Begin a rule as a draft.

    Raises PermissionDenied to all but the office, FormulaProblem with the line that is not sound.
    """
    _allow(actor)
    read_sheet(wording.text, KNOWN)
    rule = AllowanceRule(agency=actor.agency, written_by_id=actor.employee_id or 0)
    _fill(rule, wording)
    rule.save()
    record(actor, "allowance_rule.written", rule)
    return rule


@transaction.atomic
def change_rule(*, actor: Actor, rule_id: int, wording: Wording) -> AllowanceRule:
    """Change a draft; whoever changes it is its author from then on.

    Raises PermissionDenied, Refused for what is no draft any more, FormulaProblem.
    """
    rule = _locked(actor, rule_id)
    if rule.state != State.DRAFT:
        raise Refused(_("Aturan ini sudah diajukan atau disetujui. Buat versi baru."))
    read_sheet(wording.text, KNOWN)
    _fill(rule, wording)
    rule.written_by_id = actor.employee_id or 0
    rule.save(update_fields=[*_FIELDS, "written_by"])
    # What it was tried with would no longer explain itself.
    rule.runs.filter(state=AllowanceRun.State.DRAFT).delete()
    record(actor, "allowance_rule.changed", rule)
    return rule


@transaction.atomic
def revise_rule(*, actor: Actor, rule_id: int) -> AllowanceRule:
    """Begin another version of an approved rule, which stays in force until it is approved.

    Raises PermissionDenied; Refused for what is not approved, or while such a draft exists.
    """
    old = _locked(actor, rule_id)
    if old.state != State.APPROVED:
        raise Refused(_("Versi baru dibuat dari aturan yang sudah disetujui."))
    if AllowanceRule.objects.filter(replaces=old, state__in=(State.DRAFT, State.PROPOSED)).exists():
        raise Refused(_("Versi baru aturan ini sudah ada. Buka dari daftar aturan."))
    new = AllowanceRule(
        agency=actor.agency,
        version=old.version + 1,
        replaces=old,
        written_by_id=actor.employee_id or 0,
    )
    _fill(new, Wording(**{name: getattr(old, name) for name in _FIELDS}))
    new.starts = max(old.starts, actor.today)
    new.save()
    record(actor, "allowance_rule.revised", new)
    return new


@transaction.atomic
def propose_rule(*, actor: Actor, rule_id: int) -> AllowanceRule:
    """Hand a draft to the second person. Raises PermissionDenied, Refused, FormulaProblem."""
    rule = _locked(actor, rule_id)
    read_sheet(rule.text, KNOWN)
    return _step(actor, rule, State.PROPOSED)


@transaction.atomic
def return_rule(*, actor: Actor, rule_id: int, reason: str) -> AllowanceRule:
    """Send a proposed rule back to its author. Raises PermissionDenied, Refused without why."""
    rule = AllowanceRule.objects.select_for_update().get(agency=actor.agency, pk=rule_id)
    if not can_approve_rule(actor, rule):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Tulis apa yang perlu diperbaiki."))
    return _step(actor, rule, State.DRAFT, note=reason.strip())


@transaction.atomic
def approve_rule(*, actor: Actor, rule_id: int) -> AllowanceRule:
    """Approve a proposed rule as the second person; it is frozen from then on.

    What was in force ends the day before it begins, and is kept. Raises PermissionDenied to its
    author and to all but the office and the regent, Refused for what was not proposed.
    """
    rule = AllowanceRule.objects.select_for_update().get(agency=actor.agency, pk=rule_id)
    if not can_approve_rule(actor, rule):
        raise PermissionDenied
    flow.step(flow.ALLOWANCE, rule.state, State.APPROVED)
    _make_room(rule)
    rule.approved_by_id, rule.approved_on = actor.employee_id, actor.today
    return _step(actor, rule, State.APPROVED, "ends", "approved_by", "approved_on")


def _make_room(rule: AllowanceRule) -> None:
    """Rules do not overlap: the earlier ends the day before, the later one's beginning ends this.

    One that begins on the same day, or the version it replaces, gives way where it begins later.
    """
    others = AllowanceRule.objects.filter(agency=rule.agency_id, state=State.APPROVED)
    same = Q(starts=rule.starts) | Q(pk=rule.replaces_id, starts__gt=rule.starts)
    others.filter(same).update(state=State.SUPERSEDED)
    running = others.filter(starts__lt=rule.starts).exclude(ends__lt=rule.starts)
    running.update(ends=rule.starts - _DAY)
    following = others.filter(starts__gt=rule.starts).order_by("starts").first()
    rule.ends = following.starts - _DAY if following else None


def _step(
    actor: Actor, rule: AllowanceRule, then: str, *fields: str, note: str = ""
) -> AllowanceRule:
    rule.state = flow.step(flow.ALLOWANCE, rule.state, then)
    rule.save(update_fields=["state", *fields])
    verb = "returned" if then == State.DRAFT else then
    record(actor, f"allowance_rule.{verb}", rule, note=note)
    return rule


_FIELDS = ("name", "legal_basis", "starts", "text", "rounding", "silence", "proration")


def _fill(rule: AllowanceRule, wording: Wording) -> None:
    for name in _FIELDS:
        setattr(rule, name, getattr(wording, name))


def _locked(actor: Actor, rule_id: int) -> AllowanceRule:
    _allow(actor)
    return AllowanceRule.objects.select_for_update().get(agency=actor.agency, pk=rule_id)


def _allow(actor: Actor) -> None:
    if not can_keep_allowance(actor):
        raise PermissionDenied
