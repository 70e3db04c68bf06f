"""Units, accounts, people, their posts and their raters."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from karsa.accounts.models import Grant, User
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, Employee, RaterLine, Unit
from karsa.site.seed.ground import Ground
from karsa.site.seed.pen import Row, next_key, write
from karsa.site.seed.size import BRANCHES, line_of, parent_of
from karsa.site.seed.words import FIRST_NAMES, LAST_NAMES, field_of

_EARLIEST = date(1968, 1, 1)
_BIRTHS = 11_000  # days of birth; with a number within the day, a NIP is somebody's own
_STRIDE = 7_919  # no divisor of the days: neighbours are not born on one day
_SERVED = 24  # years of age when appointed
_KINDS = ("government", "office", "section")
# Roles that follow from no post, given to the first of the people.
_GRANTED = (Role.REGENT, Role.PERFORMANCE_MANAGER, Role.INSPECTOR, Role.ADMINISTRATOR)


def settle(ground: Ground, password: str) -> None:
    """Write them; `password` opens the accounts of those with a granted role and of a few more."""
    size = ground.size
    first_user = next_key(User)
    everybody = range(size.people)
    write(Unit, _UNIT, (_unit(ground, unit) for unit in range(size.units)))
    write(User, _USER, _users(ground, first_user, password))
    write(Employee, _PERSON, (_person(ground, person, first_user) for person in everybody))
    write(Assignment, _POST, (_post(ground, person) for person in everybody))
    write(RaterLine, _LINE, _lines(ground))
    Grant.objects.bulk_create(
        Grant(agency=ground.agency, user_id=first_user + person, role=role, starts=_since(ground))
        for person, role in enumerate(_GRANTED[: size.people])
    )


def nip_of(person: int) -> str:
    """Return the person's number: 18 digits with day of birth, appointment and sex."""
    born, place = _born(person), person // _BIRTHS + 1
    return f"{born:%Y%m%d}{born.year + _SERVED}{person % 12 + 1:02}{person % 2 + 1}{place:03}"


def _born(person: int) -> date:
    return _EARLIEST + timedelta(days=person * _STRIDE % _BIRTHS)


def _since(ground: Ground) -> date:
    return date(ground.size.all_years[0], 1, 1)


_UNIT = ("id", "agency_id", "external_id", "name", "kind", "parent_id", "path", "head_title")


def _unit(ground: Ground, unit: int) -> Row:
    line = line_of(unit)
    above = parent_of(unit)
    path = "".join(f"{ground.first_unit + one:06}/" for one in line)
    kind = _KINDS[min(len(line), len(_KINDS)) - 1]
    name = f"Unit {unit} {field_of(unit).capitalize()}" if unit else ground.agency.name
    parent = None if above is None else ground.first_unit + above
    return (
        ground.first_unit + unit,
        ground.agency.pk,
        f"B{unit}",
        name,
        kind,
        parent,
        path,
        f"Kepala {name}",
    )


_USER = ("id", "agency_id", "username", "password")


def _users(ground: Ground, first: int, password: str) -> Iterator[Row]:
    known, none = make_password(password), make_password(None)
    for person in range(ground.size.people):
        opens = known if person < BRANCHES * 2 else none
        yield first + person, ground.agency.pk, nip_of(person), opens


_PERSON = ("id", "agency_id", "external_id", "nip", "name", "sex", "born", "user_id")


def _person(ground: Ground, person: int, first_user: int) -> Row:
    first = FIRST_NAMES[person % len(FIRST_NAMES)]
    last = LAST_NAMES[person // len(FIRST_NAMES) % len(LAST_NAMES)]
    return (
        ground.first_person + person,
        ground.agency.pk,
        f"P{person}",
        nip_of(person),
        f"{first} {last}",
        "fm"[person % 2 == 0],
        _born(person),
        first_user + person,
    )


_POST = ("id", "agency_id", "employee_id", "position_id", "unit_id", "is_head", "starts")


def _post(ground: Ground, person: int) -> Row:
    unit, is_head = ground.size.unit_of(person), ground.size.is_head(person)
    depth = min(len(line_of(unit)), len(ground.heads)) - 1
    position = ground.heads[depth] if is_head else ground.posts[person % len(ground.posts)]
    return (
        ground.first_assignment + person,
        ground.agency.pk,
        ground.first_person + person,
        position,
        ground.first_unit + unit,
        is_head,
        _since(ground),
    )


_LINE = ("id", "agency_id", "assignment_id", "rater_id", "reviewer_id", "starts")


def _lines(ground: Ground) -> Iterator[Row]:
    first, since, size = next_key(RaterLine), _since(ground), ground.size
    for person in range(size.people):
        rater = size.rater_of(person)
        if rater is None:
            continue
        above = size.rater_of(rater)
        yield (
            first + person,
            ground.agency.pk,
            ground.first_assignment + person,
            ground.first_person + rater,
            None if above is None else ground.first_person + above,
            since,
        )
