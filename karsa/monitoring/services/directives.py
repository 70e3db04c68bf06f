"""Directives: given to units and persons below, read, reported on, confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.files.kinds import EVIDENCE
from karsa.files.models import StoredFile
from karsa.files.services import take
from karsa.inbox.models import Notice
from karsa.indicators.models import Indicator
from karsa.journal.models import DailyEntry
from karsa.monitoring.models import Directive, DirectiveReport
from karsa.monitoring.policies import (
    can_carry_out,
    can_confirm,
    can_direct,
    can_direct_person,
    can_direct_unit,
)
from karsa.org.models import Employee, Unit
from karsa.org.services.notices import tell_people
from karsa.rules import flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = Directive.State
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DirectiveWords:
    """What is to be done, until when, and perhaps for which indicator."""

    text: str
    due_on: date
    indicator: Indicator | None = None


@transaction.atomic
def give_directives(
    *, actor: Actor, words: DirectiveWords, units: Iterable[Unit], people: Iterable[Employee]
) -> list[Directive]:
    """Give one directive to each of the units and people; each has its own course.

    Raises PermissionDenied where the actor does not lead one of them; Refused without words or
    recipient, or for a day that has passed. One query per person, three for all rows.
    """
    to_units, to_people = list(units), list(people)
    _check(actor, words, to_units, to_people)
    rows = [_new(actor, words, unit=unit) for unit in to_units]
    rows += [_new(actor, words, employee=person) for person in to_people]
    made = Directive.objects.bulk_create(rows)
    record_many(actor, "monitoring.directive_given", made)
    tell_people(
        actor.agency,
        actor.now,
        dict.fromkeys((person.pk for person in to_people), 1),
        kind=Notice.Kind.DIRECTIVE_GIVEN,
        key=f"directive_given:{made[0].pk}",
        path=reverse("monitoring:directives"),
    )
    return made


def direct_about(*, actor: Actor, entry: DailyEntry, text: str) -> Directive:
    """Give who wrote `entry` a directive due in a week. Raises like `give_directives`."""
    words = DirectiveWords(text, actor.today + _A_WEEK)
    [made] = give_directives(actor=actor, words=words, units=(), people=[entry.employee])
    return made


def _check(actor: Actor, words: DirectiveWords, units: list[Unit], people: list[Employee]) -> None:
    allowed = can_direct(actor) and all(can_direct_unit(actor, unit) for unit in units)
    if not allowed or not all(can_direct_person(actor, person) for person in people):
        raise PermissionDenied
    if not words.text.strip():
        raise Refused(_("Tulis arahannya: apa yang perlu dicapai."))
    if not units and not people:
        raise Refused(_("Pilih paling sedikit satu unit atau satu orang."))
    if words.due_on < actor.today:
        raise Refused(_("Tanggal itu sudah lewat. Pilih hari ini atau sesudahnya."))


def _new(
    actor: Actor, words: DirectiveWords, unit: Unit | None = None, employee: Employee | None = None
) -> Directive:
    return Directive(
        agency=actor.agency,
        giver_id=actor.me,
        unit=unit,
        employee=employee,
        indicator=words.indicator,
        text=words.text.strip(),
        due_on=words.due_on,
        given_at=actor.now,
    )


@transaction.atomic
def acknowledge(*, actor: Actor, directive: Directive) -> Directive:
    """Say that it was read. Raises PermissionDenied to others; Refused a second time."""
    found = _carried(actor, directive)
    found.state = State(flow.step(flow.DIRECTIVE, found.state, State.READ))
    found.read_at = actor.now
    found.save(update_fields=["state", "read_at"])
    record(actor, "monitoring.directive_read", found)
    return found


@transaction.atomic
def report(
    *,
    actor: Actor,
    directive: Directive,
    text: str,
    is_done: bool,
    evidence: "File[bytes] | None" = None,
) -> Directive:
    """Report what was done, with a file perhaps; `is_done` hands it to the leader.

    Raises PermissionDenied to all but the recipient; Refused without words or once it is done.
    """
    found = _carried(actor, directive)
    if not found.is_open:
        raise Refused(_("Arahan ini sudah dilaporkan selesai."))
    if not text.strip():
        raise Refused(_("Tulis singkat apa yang sudah dilakukan."))
    found.state = State.DONE if is_done else State.IN_PROGRESS
    found.read_at = found.read_at or actor.now
    found.done_at = actor.now if is_done else None
    found.save(update_fields=["state", "read_at", "done_at"])
    stored = take(actor, evidence, purpose="directive", allow=EVIDENCE) if evidence else None
    _tell(actor, found, text, stored)
    record(actor, "monitoring.directive_reported", found, note=found.state)
    return found


@transaction.atomic
def confirm(*, actor: Actor, directive: Directive) -> Directive:
    """Accept what was done. Raises PermissionDenied to all but the giver; Refused before."""
    found = _given(actor, directive)
    found.state = State(flow.step(flow.DIRECTIVE, found.state, State.CONFIRMED))
    found.confirmed_at = actor.now
    found.save(update_fields=["state", "confirmed_at"])
    record(actor, "monitoring.directive_confirmed", found)
    return found


@transaction.atomic
def send_back(*, actor: Actor, directive: Directive, text: str) -> Directive:
    """Ask for more before confirming: it is worked on again. Raises like `confirm`."""
    found = _given(actor, directive)
    if not text.strip():
        raise Refused(_("Tulis apa yang masih kurang, supaya jelas langkah berikutnya."))
    if found.state != State.DONE:
        raise Refused(_("Arahan ini belum dilaporkan selesai."))
    found.state, found.done_at = State.IN_PROGRESS, None
    found.save(update_fields=["state", "done_at"])
    _tell(actor, found, text, None)
    record(actor, "monitoring.directive_sent_back", found)
    return found


def _tell(actor: Actor, directive: Directive, text: str, evidence: StoredFile | None) -> None:
    DirectiveReport.objects.create(
        agency=actor.agency,
        directive=directive,
        text=text.strip(),
        state=directive.state,
        evidence=evidence,
        by_id=actor.me,
        at=actor.now,
    )


def _carried(actor: Actor, directive: Directive) -> Directive:
    found = _locked(directive)
    if not can_carry_out(actor, found):
        raise PermissionDenied
    return found


def _given(actor: Actor, directive: Directive) -> Directive:
    found = _locked(directive)
    if not can_confirm(actor, found):
        raise PermissionDenied
    return found


def _locked(directive: Directive) -> Directive:
    rows = Directive.objects.select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=directive.pk)
