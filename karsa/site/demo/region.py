"""The sample region: units and people by the real imports, its head, its year, its raters."""

from datetime import date
from pathlib import Path

from karsa.org.models import (
    Assignment,
    Employee,
    EmployeeStatus,
    Position,
    RaterLine,
    Unit,
)
from karsa.org.services.delegations import delegate
from karsa.org.services.imports import run_command
from karsa.org.services.raters_derived import derive_raters
from karsa.org.services.statuses import give_status
from karsa.org.services.year import open_year
from karsa.site.demo.world import World
from karsa.tenancy.models import Agency

CODE = "contoh"
NAME = "Pemerintah Kabupaten Contoh"
REGENT = "9000000001"
_DATA = Path(__file__).parent / "data"
_ALONE = (Unit.Kind.HEALTH_CENTRE, Unit.Kind.TECHNICAL_UNIT)
# Teachers of these schools are rated in the ministry's platform.
_OTHER_PLATFORM = "SMP Negeri 12"
# Heads who left or study, and who stands in for them: (unit, name of the stand-in's own unit).
_ACTING = (
    ("Dinas Pendidikan", "Sekretariat Dinas Pendidikan"),
    ("Dinas Komunikasi dan Informatika", "Bidang Pelayanan Dinas Komunikasi dan Informatika"),
    ("Puskesmas Palangkaraya", "Puskesmas Mataram"),
)


def agency() -> Agency:
    """Make the agency of the demo."""
    return Agency.objects.create(
        code=CODE,
        name=NAME,
        rhythm=Agency.Rhythm.QUARTERLY,
        # A stranger tries every role with one password; a region keeps the default.
        second_factor=Agency.SecondFactor.RECOMMENDED,
    )


def settle(world: World) -> None:
    """Open the years, import units and people, and put in order who leads and rates whom."""
    for year in range(world.years[0] - 1, world.today.year + 1):
        open_year(actor=world.actor, year=year)
    for kind, name in (("units", "ref_unor.csv"), ("employees", "siasn_pegawai.csv")):
        run_command(actor=world.actor, kind=kind, path=_DATA / name, told=lambda _: None)
    first = date(world.years[0], 1, 1)
    _correct(world.agency, first)
    _regent(world, first)
    _stand_ins(world.agency, first)
    _delegations(world, first)
    _other_platform(world, first)
    _raters(world)


def _correct(agency: Agency, first: date) -> None:
    """What a region puts right after its first import."""
    Unit.objects.filter(agency=agency, kind__in=_ALONE).update(is_stand_alone=True)
    EmployeeStatus.objects.filter(agency=agency).update(starts=first)


def _regent(world: World, first: date) -> None:
    """The head of region is no employee of the file: a state official without an SKP."""
    person = Employee.objects.create(
        agency=world.agency,
        nip=REGENT,
        name="Wening Hapsari",
        title_after="S.I.P., M.A.P.",
        sex="f",
    )
    post = Position.objects.create(
        agency=world.agency, name="Bupati Contoh", kind=Position.Kind.HIGH_LEADER
    )
    Assignment.objects.create(
        agency=world.agency,
        employee=person,
        position=post,
        unit=Unit.objects.get(agency=world.agency, parent=None),
        is_head=True,
        starts=first,
    )
    give_status(
        actor=world.actor,
        employee_ids=[person.pk],
        kind=EmployeeStatus.Kind.STATE_OFFICIAL,
        reason="Bupati, periode 2025–2030",
        starts=first,
    )


def _stand_ins(agency: Agency, first: date) -> None:
    for number, (unit_name, own_name) in enumerate(_ACTING, start=1):
        unit = Unit.objects.get(agency=agency, name__iexact=unit_name)
        stand_in = Assignment.objects.get(agency=agency, unit__name__iexact=own_name, is_head=True)
        post, _ = Position.objects.get_or_create(
            agency=agency, name=unit.head_title, kind=stand_in.position.kind
        )
        Assignment.objects.create(
            agency=agency,
            employee=stand_in.employee,
            position=post,
            unit=unit,
            kind=Assignment.Kind.ACTING,
            is_head=True,
            starts=first,
            decree=f"800/{40 + number}/BKPSDM/{first.year}",
        )


def _delegations(world: World, first: date) -> None:
    """School heads are teachers: they rate by a delegation."""
    heads = Assignment.objects.filter(
        agency=world.agency, is_head=True, position__kind=Position.Kind.FUNCTIONAL
    )
    delegate(
        actor=world.actor,
        head_ids=list(heads.values_list("pk", flat=True)),
        decree=f"Keputusan Bupati Nomor 188/12/{first.year}",
        starts=max(first, max(heads.values_list("starts", flat=True))),
    )


def _other_platform(world: World, first: date) -> None:
    teachers = Assignment.objects.filter(
        agency=world.agency,
        unit__name__istartswith=_OTHER_PLATFORM,
        is_head=False,
        position__name__istartswith="GURU",
    )
    give_status(
        actor=world.actor,
        employee_ids=list(teachers.values_list("employee_id", flat=True)),
        kind=EmployeeStatus.Kind.OTHER_PLATFORM,
        reason="Dinilai di platform Ruang GTK, surat edaran bersama 2023",
        starts=first,
    )


def _raters(world: World) -> None:
    """Derived once more from the structure as it stands, from the first day of every post."""
    RaterLine.objects.filter(agency=world.agency).delete()
    derive_raters(agency=world.agency, day=world.today)
