"""Citizens' reports of the demo: some in every state, and a year of closed ones behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from karsa.complaints.models import (
    AnswerTemplate,
    Area,
    Case,
    Category,
    Contact,
    Route,
    Step,
)
from karsa.complaints.queries.terms import due_of
from karsa.complaints.services import codes
from karsa.org.models import Employee, Service, Unit
from karsa.org.queries.heads import heads_of
from karsa.rules.tracking import written
from karsa.site.demo import chance
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

Kind, State = Step.Kind, Case.State
# No province has this number, so no real place is meant.
_PROVINCE = "99.01"
_PAST = 60


@dataclass(slots=True)
class _Known:
    """What the lines name, and what is written for them."""

    units: Mapping[str, Unit]
    services: Mapping[str, Service]
    categories: list[Category]
    areas: list[Area]
    heads: Mapping[int, Employee]
    verifier: Employee | None
    cases: list[Case] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def lay(world: World) -> str:
    """Write subjects, routes, areas and reports; return the code of one. About 20 queries."""
    said = library("complaints")
    known = _known(world, said)
    for number, line in enumerate(said["cases"]):
        _case(world, known, number, line.split("|"))
    _past(world, known, said["past"])
    Case.objects.bulk_create(known.cases)
    Step.objects.bulk_create(known.steps)
    _contacts(known.cases)
    answered = next(one for one in known.cases if one.state == State.ANSWERED)
    return written(codes.code_for(world.agency, _key(known.cases.index(answered))))


def _known(world: World, said: Mapping[str, Any]) -> _Known:
    agency = world.agency
    units = {one.name.lower(): one for one in Unit.objects.filter(agency=agency).order_by("-pk")}
    categories = Category.objects.bulk_create(
        Category(agency=agency, name=name, order=place * 10, is_protected=protected == "yes")
        for place, (name, protected) in enumerate(_split(said["categories"]))
    )
    by_name = {one.name: one for one in categories}
    Route.objects.bulk_create(
        Route(
            agency=agency,
            category=by_name[of],
            unit=units[to.lower()],
            starts=date(world.years[0], 1, 1),
        )
        for of, to in _split(said["routes"])
    )
    AnswerTemplate.objects.bulk_create(
        AnswerTemplate(agency=agency, title=title, text=text)
        for title, text in _split(said["templates"])
    )
    services = Service.objects.filter(agency=agency).select_related("unit").order_by("-pk")
    led = reversed(heads_of(list(units.values()), world.today))
    heads = {post.unit_id: post.employee for post in led}
    verifier = heads.get(units["inspektorat daerah"].pk)
    areas = Area.objects.bulk_create(_areas(world, units))
    found = {one.name: one for one in services}
    return _Known(units, found, categories, areas, heads, verifier)


def _split(lines: list[str]) -> Iterator[list[str]]:
    return (line.split("|") for line in lines)


def _areas(world: World, units: Mapping[str, Unit]) -> Iterator[Area]:
    """Districts and their villages, from the units that bear their names."""
    rows = sorted(units.values(), key=lambda one: one.path)
    districts = [one for one in rows if one.name.startswith("Kecamatan ")]
    for number, district in enumerate(districts, start=1):
        code = f"{_PROVINCE}.{number:02}"
        yield Area(agency=world.agency, code=code, name=district.name)
        below = [one for one in rows if one.parent_id == district.pk]
        villages = [one for one in below if one.name.startswith("Kelurahan ")]
        for place, village in enumerate(villages, start=1001):
            yield Area(agency=world.agency, code=f"{code}.{place}", name=village.name)


def _key(number: int) -> UUID:
    return UUID(int=number + 1)


def _case(world: World, known: _Known, number: int, line: list[str]) -> None:
    state, kind, subject, unit, service, ago, text, answer, rating = line
    protected = state == "protected"
    handled = known.units.get(unit.lower())
    about = known.services.get(service)
    day = _days_back(world, int(ago))
    row = Case(
        agency=world.agency,
        kind=kind,
        state=State.IN_PROGRESS if protected else state,
        category=known.categories[int(subject)],
        service=about,
        unit=handled,
        text=text,
        is_protected=protected,
        about_unit=about.unit if protected and about else None,
        may_publish=number % 4 == 0 and not protected,
        rating=int(rating) if rating else None,
    )
    _keep(world, known, row, day, answer)


def _past(world: World, known: _Known, said: Mapping[str, list[str]]) -> None:
    """Closed ones of the year, some late, some opened again."""
    first = date(world.years[0], 1, 1)
    for service_name, lines in said.items():
        about = known.services[service_name]
        for number in range(_PAST):
            day = first + timedelta(days=chance.between(0, 250, service_name, number))
            if day > world.today - timedelta(days=45):
                continue
            text, answer = lines[number % len(lines)].split("|")
            row = Case(
                agency=world.agency,
                kind=Case.Kind.COMPLAINT,
                state=State.CLOSED,
                category=known.categories[number % 4],
                service=about,
                unit=about.unit,
                text=text,
                reopened=int(chance.happens(0.12, service_name, "again", number)),
                rating=chance.pick((None, 2, 3, 4, 4), service_name, number),
            )
            _keep(world, known, row, day, answer)


def _keep(world: World, known: _Known, row: Case, day: date, answer: str) -> None:
    number = len(known.cases)
    code = codes.code_for(world.agency, _key(number))
    row.code_digest = codes.digest_of(world.agency, code)
    row.received_on = day
    row.due_on = due_of(world.agency, day, row.kind, is_protected=row.is_protected)
    if known.areas:
        row.area_code = chance.pick(known.areas, "area", number // 2).code
    known.cases.append(row)
    known.steps += _steps(world, known, row, answer)


def _steps(world: World, known: _Known, row: Case, answer: str) -> Iterator[Step]:
    """What led to the state of a case, each step on a day of its own."""
    head = known.heads.get(row.unit_id or 0)
    day = row.received_on
    yield _step(world, row, Kind.FILED, day)
    if row.unit is None:
        return
    yield _step(world, row, Kind.ROUTED, day, unit=row.unit)
    if row.state == State.ROUTED:
        return
    row.handler = head
    yield _step(world, row, Kind.TAKEN, world.calendar.add(day, 1), by=head)
    if row.state == State.ASKED:
        yield _step(world, row, Kind.ASKED, world.calendar.add(day, 2), answer, by=head)
    if row.state in (State.ANSWERED, State.VERIFIED, State.CLOSED):
        yield from _answered(world, known, row, answer)


def _answered(world: World, known: _Known, row: Case, answer: str) -> Iterator[Step]:
    is_closed = row.state == State.CLOSED
    took = chance.between(2, 17, "took", row.received_on, row.text) if is_closed else 3
    day = world.calendar.add(row.received_on, took)
    row.answered_on, row.answered_in_time = day, day <= row.due_on
    yield _step(world, row, Kind.ANSWERED, day, answer, by=row.handler)
    if row.state == State.VERIFIED:
        row.verified_on, row.verified_by = world.today, known.verifier
        text = "Saya datang tanpa memberi tahu dulu; toiletnya terbuka dan bersih."
        yield _step(world, row, Kind.VERIFIED, world.today, text, by=known.verifier)
    if is_closed:
        day = world.calendar.add(day, 2)
        row.confirmed_on = row.closed_on = min(day, world.today)
        yield _step(world, row, Kind.CONFIRMED, row.confirmed_on)


def _step(
    world: World,
    row: Case,
    kind: str,
    day: date,
    text: str = "",
    *,
    by: Employee | None = None,
    unit: Unit | None = None,
) -> Step:
    moment = world.at(min(day, world.today), 9)
    return Step(agency=world.agency, case=row, kind=kind, text=text, by=by, unit=unit, at=moment)


def _days_back(world: World, working_days: int) -> date:
    day = world.today
    while working_days:
        day -= timedelta(days=1)
        working_days -= world.calendar.is_working(day)
    return day


def _contacts(cases: list[Case]) -> None:
    """Every third of the open ones says who it is."""
    told = [one for one in cases if one.state != State.CLOSED][::3]
    Contact.objects.bulk_create(
        Contact.sealed(one, name="Warga Contoh", phone="081200000000", email="", wants_mail=False)
        for one in told
    )
