"""The innovation register: proposed by anybody for the own unit, moved by its head, copied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators import policies
from karsa.indicators.models import Indicator, Innovation, InnovationMember, Replication
from karsa.org.models import Employee, Unit
from karsa.rules import flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = Innovation.State


@dataclass(frozen=True, slots=True)
class InnovationWords:
    """What is written about an innovation; the indicator is where it should be seen."""

    title: str
    problem: str
    change: str
    indicator: Indicator | None = None


@transaction.atomic
def propose_innovation(
    *, actor: Actor, unit: Unit, words: InnovationWords, team: Iterable[Employee] = ()
) -> Innovation:
    """Add an idea of the actor for `unit`, with those who work on it too. Four queries.

    Raises PermissionDenied for whoever does not work in the unit; Refused without words.
    """
    if not policies.can_propose_innovation(actor, unit):
        raise PermissionDenied
    _check(words)
    row = Innovation.objects.create(
        agency=actor.agency, unit=unit, owner_id=actor.me, **_fields(words)
    )
    _set_team(row, team)
    record(actor, "innovation.proposed", row)
    return row


@transaction.atomic
def change_innovation(
    *, actor: Actor, innovation: Innovation, words: InnovationWords, team: Iterable[Employee]
) -> Innovation:
    """Put the words and the team right. Raises PermissionDenied for others; Refused as above."""
    found = _lock(innovation)
    if not policies.can_write_innovation(actor, found):
        raise PermissionDenied
    _check(words)
    fields = _fields(words)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=list(fields))
    _set_team(found, team)
    record(actor, "innovation.changed", found)
    return found


@transaction.atomic
def move_innovation(
    *,
    actor: Actor,
    innovation: Innovation,
    state: str,
    changed_on: date | None = None,
    lesson: str = "",
) -> Innovation:
    """Try it, run it, or stop it. `changed_on` is the day the change began, needed once; an idea
    that is dropped untried gets today's.

    Raises PermissionDenied for others; Refused for a step that is not open, without the day it
    began, for a day to come, or when it is stopped without a lesson.
    """
    found = _lock(innovation)
    if not policies.can_move_innovation(actor, found):
        raise PermissionDenied
    found.state = flow.step(flow.INNOVATION, found.state, state)
    dropped = actor.today if state == State.STOPPED else None
    found.changed_on = changed_on or found.changed_on or dropped
    found.lesson = lesson.strip() or found.lesson
    _check_step(actor, found)
    found.save(update_fields=["state", "changed_on", "lesson"])
    record(actor, f"innovation.{state}", found, note=lesson)
    return found


def _check_step(actor: Actor, found: Innovation) -> None:
    if found.changed_on is None:
        raise Refused(_("Isi tanggal perubahan dimulai, supaya sebelum dan sesudahnya terpisah."))
    if found.changed_on > actor.today:
        raise Refused(_("Tanggal itu belum tiba. Catat setelah perubahan benar-benar dimulai."))
    if found.state == State.STOPPED and not found.lesson:
        raise Refused(_("Tulis pelajarannya sebelum dihentikan, supaya unit lain ikut belajar."))


@transaction.atomic
def replicate(
    *, actor: Actor, innovation: Innovation, unit: Unit, since: date, note: str = ""
) -> Replication:
    """Say that `unit` took the innovation over.

    Raises PermissionDenied for whoever does not keep that unit's indicators; Refused for the
    unit it comes from, one that has it, an idea nobody tried yet, or a day to come.
    """
    found = _lock(innovation)
    if not policies.can_keep_indicators(actor, unit):
        raise PermissionDenied
    if unit.pk == found.unit_id:
        raise Refused(_("Inovasi ini lahir di unit tersebut. Pilih unit lain yang menirunya."))
    if found.state == State.IDEA:
        raise Refused(_("Gagasan ini belum dicoba. Tiru setelah ada hasil uji cobanya."))
    if since > actor.today:
        raise Refused(_("Tanggal itu belum tiba. Catat setelah unit itu mulai menerapkannya."))
    if found.replications.filter(unit=unit).exists():
        raise Refused(_("Unit ini sudah tercatat meniru inovasi ini."))
    row = Replication.objects.create(
        agency=actor.agency, innovation=found, unit=unit, since=since, note=note.strip()
    )
    record(actor, "innovation.replicated", row)
    return row


def _fields(words: InnovationWords) -> dict[str, object]:
    said = {name: getattr(words, name).strip() for name in ("title", "problem", "change")}
    return said | {"indicator": words.indicator}


def _check(words: InnovationWords) -> None:
    if not (words.title.strip() and words.problem.strip() and words.change.strip()):
        raise Refused(_("Tulis nama inovasi, masalah yang dijawab, dan apa yang diubah."))


def _set_team(innovation: Innovation, team: Iterable[Employee]) -> None:
    wanted = {one.pk for one in team} - {innovation.owner_id}
    innovation.members.exclude(employee__in=wanted).delete()
    InnovationMember.objects.bulk_create(
        (
            InnovationMember(agency_id=innovation.agency_id, innovation=innovation, employee_id=pk)
            for pk in sorted(wanted)
        ),
        ignore_conflicts=True,
    )


def _lock(innovation: Innovation) -> Innovation:
    return (
        Innovation.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=innovation.pk)
    )
