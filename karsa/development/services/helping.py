"""A colleague types drafts for somebody who asked for it; everything else stays the person's own.

The helper's own Actor gains nothing. Only here, and only for the two acts below, is an Actor made
that writes the person's drafts; its account is the helper's, so the record names who typed.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.development.models import HelpedDraft, Helping
from karsa.development.policies import can_help
from karsa.journal.models import DailyEntry
from karsa.journal.queries import Place
from karsa.journal.services import save_draft
from karsa.org.models import Employee, RaterLine
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.plans.services import MeasureWords, ResultWords, add_result, set_measure
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

LONGEST = 30


class Day(TypedDict):
    """What is typed of a day."""

    place: Place
    day: date
    quantity: Decimal | None
    text: str


@transaction.atomic
def let_help(*, actor: Actor, helper: Employee, days: int) -> Helping:
    """Let a colleague help the actor for `days`, today counted.

    Raises PermissionDenied without a post of one's own; Refused for oneself, one's rater or their
    superior, who would rate what they typed, a helper one has already, or too long a time.
    """
    if actor.employee_id is None or helper.agency_id != actor.agency.pk:
        raise PermissionDenied
    _check(actor, helper, days)
    made = Helping.objects.create(
        agency=actor.agency,
        person_id=actor.employee_id,
        helper=helper,
        starts=actor.today,
        ends=actor.today + timedelta(days=days - 1),
    )
    record(actor, "development.help_asked", made)
    return made


@transaction.atomic
def end_help(*, actor: Actor, helping: Helping) -> None:
    """End it now; either of the two may. Raises PermissionDenied for anybody else."""
    row = Helping.objects.select_for_update().get(pk=helping.pk)
    if actor.me not in (row.person_id, row.helper_id):
        raise PermissionDenied
    row.is_ended = True
    row.save(update_fields=["is_ended"])
    record(actor, "development.help_ended", row)


@transaction.atomic
def draft_entry(*, actor: Actor, helping: Helping, key: UUID, said: Day) -> DailyEntry:
    """Type a draft of a day for whom the actor helps; the person reads it and sends it.

    Raises PermissionDenied unless the actor helps them today; Refused as `journal.save_draft`.
    """
    _check_key(actor, helping, key)
    place = said["place"]
    entry = save_draft(
        actor=acting_for(actor, helping),
        assignment=place.result.plan.assignment,
        key=key,
        result=place.result,
        action=place.action,
        day=said["day"],
        quantity=said["quantity"],
        text=said["text"],
    )
    _keep(actor, helping, entry=entry)
    return entry


@transaction.atomic
def draft_result(
    *, actor: Actor, helping: Helping, plan: PerformancePlan, text: str, measure: str, target: str
) -> WorkResult:
    """Type a result and its measure into the draft of a plan; the person proposes it, or not.

    Raises PermissionDenied unless the actor helps them today; Refused once it is no draft.
    """
    person = acting_for(actor, helping)
    result = add_result(actor=person, plan=plan, words=ResultWords(text=text))
    if measure:
        words = MeasureWords(text=measure, target=target)
        set_measure(actor=person, result=result, words=words)
    _keep(actor, helping, result=result)
    return result


def acting_for(actor: Actor, helping: Helping) -> Actor:
    """Return the person's Actor under the helper's account. Raises PermissionDenied. One query."""
    if not can_help(actor, helping):
        raise PermissionDenied
    return Actor(
        agency=actor.agency,
        user_id=actor.user_id,
        employee_id=helping.person_id,
        roles=frozenset({Role.EMPLOYEE}),
        led_paths=(),
        granted_paths=(),
        today=actor.today,
        now=actor.now,
    )


def _check(actor: Actor, helper: Employee, days: int) -> None:
    if helper.pk == actor.employee_id:
        raise Refused(_("Pilih rekan lain: Anda tidak perlu mendampingi diri sendiri."))
    if not 1 <= days <= LONGEST:
        raise Refused(_("Pilih paling lama %(days)s hari. Boleh diperpanjang nanti."), days=LONGEST)
    lines = RaterLine.objects.on(actor.today).filter(assignment__employee=actor.me)
    if any(helper.pk in pair for pair in lines.values_list("rater", "reviewer")):
        raise Refused(_("Penilai Anda tidak dapat menjadi pendamping. Pilih rekan yang lain."))
    current = Helping.objects.current(actor.today).filter(person=actor.me, helper=helper)
    if current.exists():
        raise Refused(_("Rekan ini sudah mendampingi Anda."))


def _check_key(actor: Actor, helping: Helping, key: UUID) -> None:
    """A key known already is that of a draft typed here before, never of the person's own."""
    known = DailyEntry.objects.filter(agency=actor.agency, key=key)
    if known.exclude(helped__helping=helping).exists():
        raise PermissionDenied


def _keep(
    actor: Actor,
    helping: Helping,
    entry: DailyEntry | None = None,
    result: WorkResult | None = None,
) -> None:
    row, is_new = HelpedDraft.objects.get_or_create(
        agency=actor.agency,
        entry=entry,
        result=result,
        defaults={"helping": helping, "on": actor.today},
    )
    if is_new:
        note = f"{helping.helper} → {helping.person}"
        record(actor, "development.drafted", row, note=note)
