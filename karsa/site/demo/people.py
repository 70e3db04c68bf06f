"""Accounts of everybody, and the few people whose sign-in the demo prints."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from karsa.accounts.models import Grant, User
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, Employee, Unit
from karsa.site.demo.region import REGENT
from karsa.site.demo.world import World
from karsa.tenancy.models import Agency

ADMINISTRATOR = "9000000002"
# Syllables are easy to type; without letters and digits that look alike.
_FIRST, _SECOND, _DIGITS = "bcdfghjkmnprstw", "aeu", "23456789"


@dataclass(frozen=True, slots=True)
class Seat:
    """One sign-in of the demo: who it is and what it shows; `granted` where a role is given."""

    label: str
    unit: str
    nip: str
    granted: Role | None = None
    within: str = ""  # the name of the unit a granted role is for; empty: the whole agency


_HEALTH = "Dinas Kesehatan"
_STAFF_UNIT = "Bidang Pembinaan Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
SEATS = (
    Seat("Pegawai", "Puskesmas Mataram", "199807232021212003"),
    Seat("Pejabat penilai (juga Plt)", "Puskesmas Mataram", "198311142006121040"),
    Seat("Atasan pejabat penilai", _HEALTH, "197804052006042040"),
    Seat("Kepala OPD", "Dinas Kependudukan dan Pencatatan Sipil", "199805262022021005"),
    Seat(
        "Tim evaluasi OPD",
        "Sekretariat Dinas Kesehatan",
        "197404282004021056",
        Role.EVALUATION_TEAM,
        _HEALTH,
    ),
    Seat("Pengelola kinerja (BKPSDM)", _STAFF_UNIT, "198404152016042034", Role.PERFORMANCE_MANAGER),
    Seat("Kepala daerah", "Pemerintah Kabupaten Contoh", REGENT, Role.REGENT),
    Seat("Inspektorat", "Inspektorat Daerah", "199510132020121013", Role.INSPECTOR),
    Seat(
        "Petugas pengaduan",
        "Bidang Pelayanan Dinas Komunikasi dan Informatika",
        "198611012015122009",
        Role.COMPLAINTS_OFFICER,
    ),
    Seat(
        "Operator unit",
        "Puskesmas Mataram",
        "197012091997212006",
        Role.UNIT_OPERATOR,
        "Puskesmas Mataram",
    ),
    Seat("Administrator sistem", "", ADMINISTRATOR, Role.ADMINISTRATOR),
)


def new_password() -> str:
    """Return a password that is easy to type, such as "melu-4827-rape"."""
    words = ["".join(map(secrets.choice, (_FIRST, _SECOND) * 2)) for _ in range(2)]
    return f"{words[0]}-{''.join(map(secrets.choice, [_DIGITS] * 4))}-{words[1]}"


def open_accounts(world: World) -> None:
    """Open an account for everybody (nobody knows its password) and give the granted roles."""
    people = list(Employee.objects.filter(agency=world.agency, is_active=True))
    for person in people:
        person.user = _account(world.agency, person.nip)
    User.objects.bulk_create([person.user for person in people if person.user])
    Employee.objects.bulk_update(people, ["user"], batch_size=500)
    _account(world.agency, ADMINISTRATOR).save()
    first = date(world.years[0], 1, 1)
    for seat in SEATS:
        if seat.granted:
            _grant(world.agency, seat, seat.granted, first)


def _account(agency: Agency, name: str) -> User:
    return User(agency=agency, username=name, password=make_password(None))


def _grant(agency: Agency, seat: Seat, role: Role, first: date) -> None:
    path = Unit.objects.get(agency=agency, name__iexact=seat.within).path if seat.within else ""
    Grant.objects.create(
        agency=agency,
        user=User.objects.get(agency=agency, username=seat.nip),
        role=role,
        unit_path=path,
        starts=first,
    )


def ensure_password(agency: Agency, password: str) -> None:
    """Let the printed people sign in with one password. One hash for all of them."""
    known = User.objects.filter(agency=agency, username__in=[seat.nip for seat in SEATS])
    first = known.first()
    if first is None or not first.check_password(password):
        known.update(password=make_password(password))


def sign_ins(agency: Agency) -> list[tuple[str, str, str]]:
    """Return (role, name and post, sign-in number) of the printed people. One query."""
    names = [seat.nip for seat in SEATS]
    posts = Assignment.objects.filter(
        agency=agency, employee__nip__in=names, kind=Assignment.Kind.DEFINITIVE
    ).select_related("employee", "position")
    known = {post.employee.nip: f"{post.employee.name}, {post.position.name}" for post in posts}
    return [(seat.label, known.get(seat.nip, "Administrator"), seat.nip) for seat in SEATS]
