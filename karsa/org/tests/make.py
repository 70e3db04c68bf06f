"""Plain, deterministic factories: name only what the test is about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant, User
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, Employee, Period, Position, RaterLine, Unit
from karsa.org.queries.actor import actor_of
from karsa.org.queries.raters import rater_line
from karsa.tenancy.models import Agency

# The day every test lives in, unless it says otherwise: a Wednesday.
TODAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)
YEAR_START = date(2026, 1, 1)
_n = count(1)


def agency(**over: Any) -> Agency:
    defaults = {
        "code": "contoh",
        "name": "Pemerintah Kabupaten Contoh",
        # Most tests are about something else than the door.
        "second_factor": Agency.SecondFactor.RECOMMENDED,
    }
    return Agency.objects.create(**(defaults | over))


def unit(parent: Unit | None = None, **over: Any) -> Unit:
    number = next(_n)
    external_id, name = f"unit-{number}", f"Unit {number}"
    defaults: dict[str, Any] = {"external_id": external_id, "name": name, "parent": parent}
    if parent is not None:
        defaults["agency"] = parent.agency
    made = Unit.objects.create(**(defaults | over))
    made.path = f"{parent.path if parent else '/'}{made.pk:06d}/"
    made.save(update_fields=["path"])
    return made


def position(agency: Agency, name: str = "Bidan Terampil", **over: Any) -> Position:
    defaults = {"kind": Position.Kind.FUNCTIONAL} | over
    return Position.objects.get_or_create(agency=agency, name=name, defaults=defaults)[0]


def _nip(number: int) -> str:
    """Eighteen digits for the ten-thousandth of a long run too."""
    return f"19900101201503{number % 10_000:04d}"


def employee(agency: Agency, name: str = "", **over: Any) -> Employee:
    number = next(_n)
    nip = _nip(number)
    user = User.objects.create(agency=agency, username=over.get("nip", nip))
    defaults = {"nip": nip, "name": name or f"Pegawai {number}", "user": user}
    return Employee.objects.create(agency=agency, **(defaults | over))


def assignment(employee: Employee, unit: Unit, **over: Any) -> Assignment:
    defaults = {"position": position(employee.agency), "starts": date(2025, 1, 1)}
    return Assignment.objects.create(
        agency=employee.agency, employee=employee, unit=unit, **(defaults | over)
    )


def rater(of: Assignment, by: Employee, reviewer: Employee | None = None) -> RaterLine:
    return RaterLine.objects.create(
        agency=of.agency, assignment=of, rater=by, reviewer=reviewer, starts=of.starts
    )


def line_of(assignment_id: int, day: date) -> RaterLine:
    """The line that says who rates a post on a day, where one does."""
    found = rater_line(assignment_id, day)
    assert found
    return found


def grant(employee: Employee, role: Role, unit_path: str = "") -> Grant:
    assert employee.user
    return grant_to(employee.user, role, unit_path)


def grant_to(user: User, role: Role, unit_path: str = "") -> Grant:
    return Grant.objects.create(
        agency=user.agency, user=user, role=role, unit_path=unit_path, starts=YEAR_START
    )


def quarter(agency: Agency, number: int = 1, year: int = 2026) -> Period:
    first, last = [(1, 31), (4, 30), (7, 30), (10, 31)][number - 1]
    return Period.objects.create(
        agency=agency,
        year=year,
        number=number,
        name=f"Triwulan {number}",
        starts=date(year, first, 1),
        ends=date(year, first + 2, last),
    )


def actor(employee: Employee, now: datetime = NOW) -> Actor:
    assert employee.user
    return actor_of(employee.user, employee.agency, now)


@dataclass(frozen=True)
class People:
    """The same few people everywhere, and where they work."""

    government: Unit
    office: Unit  # Dinas Kesehatan
    clinic: Unit  # Puskesmas Melati
    regent: Employee
    sinta: Employee  # heads the office; rates Andi; reviews Rina's rating
    andi: Employee  # heads the clinic; rates Rina and Dedi
    rina: Employee  # staff
    dedi: Employee  # staff beside Rina
    budi: Employee  # leads elsewhere in the agency: the stranger
    hana: Employee  # BKPSDM: performance manager


def people(of: Agency) -> People:
    """Make the small region every test knows: a government, an office, a clinic, another office.

    Most tests begin with it, so it writes each kind of row at once.
    """
    (government,) = _units(None, of, **{of.name: Unit.Kind.GOVERNMENT})
    names = ("Dinas Kesehatan", "Dinas Pendidikan", "BKPSDM")
    office, other, staff = _units(government, of, **dict.fromkeys(names, Unit.Kind.OFFICE))
    (clinic,) = _units(office, of, **{"Puskesmas Melati": Unit.Kind.HEALTH_CENTRE})
    made = _employees(
        of,
        regent="Wening Hapsari",
        sinta="Sinta Maharani",
        andi="Andi Prasetyo",
        rina="Rina Kartikasari",
        dedi="Dedi Kurniawan",
        budi="Budi Santosa",
        hana="Hana Lestari",
    )
    led = {"regent": government, "sinta": office, "andi": clinic, "budi": other}
    posts = _posts(made, led, {"rina": clinic, "dedi": clinic, "hana": staff})
    raters = {
        **dict.fromkeys(("sinta", "budi", "hana"), ("regent", None)),
        "andi": ("sinta", "regent"),
        **dict.fromkeys(("rina", "dedi"), ("andi", "sinta")),
    }
    RaterLine.objects.bulk_create(
        RaterLine(
            agency=of,
            assignment=posts[key],
            rater=made[rater],
            reviewer=made[reviewer] if reviewer else None,
            starts=posts[key].starts,
        )
        for key, (rater, reviewer) in raters.items()
    )
    grant(made["regent"], Role.REGENT)
    grant(made["hana"], Role.PERFORMANCE_MANAGER)
    return People(government=government, office=office, clinic=clinic, **made)


def _units(parent: Unit | None, of: Agency, **kinds: Unit.Kind) -> list[Unit]:
    made = Unit.objects.bulk_create(
        Unit(agency=of, external_id=f"unit-{next(_n)}", name=name, kind=kind, parent=parent)
        for name, kind in kinds.items()
    )
    for one in made:
        one.path = f"{parent.path if parent else '/'}{one.pk:06d}/"
    Unit.objects.bulk_update(made, ["path"])
    return made


def _employees(of: Agency, **names: str) -> dict[str, Employee]:
    numbers = {key: _nip(next(_n)) for key in names}
    users = User.objects.bulk_create(User(agency=of, username=nip) for nip in numbers.values())
    made = Employee.objects.bulk_create(
        Employee(agency=of, nip=user.username, name=name, user=user)
        for name, user in zip(names.values(), users, strict=True)
    )
    return dict(zip(names, made, strict=True))


def _posts(
    of: dict[str, Employee], led: dict[str, Unit], staffed: dict[str, Unit]
) -> dict[str, Assignment]:
    agency = next(iter(of.values())).agency
    head = position(agency, "Kepala", kind=Position.Kind.HIGH_LEADER)
    staff = position(agency)
    made = Assignment.objects.bulk_create(
        Assignment(
            agency=agency,
            employee=of[key],
            unit=unit,
            position=head if key in led else staff,
            is_head=key in led,
            starts=date(2025, 1, 1),
        )
        for key, unit in (led | staffed).items()
    )
    return dict(zip(led | staffed, made, strict=True))
