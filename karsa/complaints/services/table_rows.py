"""One line of a table of cases: new, moved on, the same, or refused with why."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.accounts.actor import Actor
from karsa.complaints.models import Area, Case, Category, Step
from karsa.complaints.queries import carried
from karsa.complaints.queries.terms import due_of
from karsa.complaints.services import guards
from karsa.jobs.models import BatchRow
from karsa.org.models import Unit
from karsa.rules.dates import read_day
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

Outcome = BatchRow.Outcome
State, Kind = Case.State, Case.Kind


def _same(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


_KINDS: Mapping[str, str] = {_same(word): kind for kind, word in carried.KINDS.items()}
# The first word of each state is ours to write; the rest is what that system also says.
_STATES: Mapping[str, str] = {
    "belumterverifikasi": State.FILED,
    "belumdiverifikasi": State.FILED,
    "belumditindaklanjuti": State.ROUTED,
    "terdisposisi": State.ROUTED,
    "proses": State.IN_PROGRESS,
    "sedangdiproses": State.IN_PROGRESS,
    "dijawab": State.ANSWERED,
    "selesai": State.CLOSED,
    "arsip": State.CLOSED,
}
_RANK: list[str] = list(dict.fromkeys(_STATES.values()))
_OURS = re.compile(r"[0-9]{4}-([0-9]{6,12})")


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of a table may name, by how it is compared."""

    cases: dict[str, Case]
    categories: dict[str, Category]
    units: dict[str, Unit]
    areas: frozenset[str]


def known(agency: Agency, numbers: Iterable[str]) -> Known:
    """Read what a table of these numbers may name. Four queries."""
    wanted = set(numbers)
    # Our own export carries our own numbers: they are the same reports when they come back.
    ours = [int(found[1]) for found in map(_OURS.fullmatch, wanted) if found]
    named = Q(external_number__in=wanted) | Q(external_number="", pk__in=ours)
    cases = Case.objects.filter(named, agency=agency)
    units = Unit.objects.filter(agency=agency, is_open=True)
    return Known(
        {case.external_number or case.number: case for case in cases.select_related("unit")},
        {_same(one.name): one for one in Category.objects.filter(agency=agency)},
        {_same(one.name): one for one in units},
        frozenset(Area.objects.filter(agency=agency).values_list("code", flat=True)),
    )


def take_row(actor: Actor, cells: Mapping[str, str], told: Known) -> tuple[Outcome, str]:
    """Keep a case, or how far it has come meanwhile. Raises Refused, naming what is wrong."""
    number = cells["number"][:40]
    if not number:
        raise Refused(gettext_noop("Nomor laporan kosong."))
    wanted = _case(actor, cells, told)
    before = told.cases.get(number)
    if before is not None:
        return _moved_on(actor, before, wanted, cells)
    wanted.external_number = number
    wanted.save(force_insert=True)
    guards.write(actor, wanted, Step.Kind.FILED)
    _answer(actor, wanted, cells)
    told.cases[number] = wanted
    if wanted.unit or wanted.about_unit:
        return Outcome.TAKEN, ""
    return Outcome.REPAIRED, _("Unitnya tidak dikenal; menunggu diteruskan.")


def _case(actor: Actor, cells: Mapping[str, str], told: Known) -> Case:
    received = _day_of(cells["received"])
    if received is None or received > actor.today:
        raise Refused(gettext_noop("Tanggal laporan bukan tanggal. Tulis seperti 04-03-2026."))
    text = guards.need_words(cells["text"], gettext_noop("Isi laporan kosong."))[:4000]
    kind = _one_of(_KINDS, cells.get("kind", ""), Kind.COMPLAINT)
    category = told.categories.get(_same(cells.get("category", "")))
    protected = category is not None and category.is_protected
    named = told.units.get(_same(cells.get("unit", "")))
    # Whom a report about conduct names never answers it: it waits for the intake office.
    unit = None if protected else named
    state = _one_of(_STATES, cells.get("state", ""), State.FILED)
    if unit is None and state != State.CLOSED:
        state = State.FILED
    area = cells.get("area", "")
    due = due_of(actor.agency, received, kind, is_protected=protected)
    answered = _day_of(cells.get("answered", "")) or (received if state == State.CLOSED else None)
    return Case(
        agency=actor.agency,
        kind=kind,
        state=State.ROUTED if state == State.FILED and unit else state,
        origin=Case.Origin.SP4N,
        text=text,
        category=category,
        is_protected=protected,
        about_unit=named if protected else None,
        area_code=area if area in told.areas else "",
        unit=unit,
        received_on=received,
        due_on=due,
        answered_on=answered,
        answered_in_time=None if answered is None else answered <= due,
        closed_on=answered if state == State.CLOSED else None,
    )


def _moved_on(
    actor: Actor, before: Case, wanted: Case, cells: Mapping[str, str]
) -> tuple[Outcome, str]:
    """A known case only goes forward, and never over what was done here."""
    stays = before.is_protected and wanted.state != State.CLOSED
    if stays or before.origin != Case.Origin.SP4N:
        return Outcome.UNCHANGED, ""
    if before.state not in _RANK or _RANK.index(before.state) >= _RANK.index(wanted.state):
        return Outcome.UNCHANGED, ""
    fields = ["state", "answered_on", "answered_in_time", "closed_on"]
    for name in fields:
        setattr(before, name, getattr(wanted, name))
    if not before.is_protected:
        before.unit = before.unit or wanted.unit
    before.save(update_fields=[*fields, "unit"])
    _answer(actor, before, cells)
    return Outcome.TAKEN, _("Menjadi %(state)s.") % {"state": State(before.state).label}


def _answer(actor: Actor, case: Case, cells: Mapping[str, str]) -> None:
    if cells.get("answer"):
        guards.write(actor, case, Step.Kind.ANSWERED, cells["answer"][:4000])
    if case.state == State.CLOSED:
        guards.write(actor, case, Step.Kind.CLOSED)


def _day_of(text: str) -> date | None:
    """A day, perhaps with a time of whatever shape behind; None for what is none."""
    for said in (text, re.split("[T ]", text.strip())[0]):
        with suppress(Refused):
            return read_day(said)
    return None


def _one_of(choices: Mapping[str, str], text: str, usual: str) -> str:
    if not text:
        return usual
    found = choices.get(_same(text))
    if found is None:
        raise Refused(gettext_noop("“%(text)s” tidak dikenal di sini."), text=text[:40])
    return found
