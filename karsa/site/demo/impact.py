"""The story of the ID card: counters of districts learned from Dukcapil, and people wait less."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from karsa.development.models import (
    Attendance,
    Course,
    CourseIndicator,
    Registration,
    TrainingSession,
)
from karsa.indicators.models import (
    Indicator,
    IndicatorCard,
    Measurement,
    PerformanceNode,
    Target,
)
from karsa.org.models import Assignment, Unit
from karsa.rules.training import days_of
from karsa.site.demo.chance import between, share
from karsa.site.demo.world import World

_AGO = 7  # months since the training
_BEFORE = 14  # months measured before it
_EACH = 2  # people of a district who came
# Minutes that a month takes off the wait, from the training on; then it stays.
_FALL = (3.0, 5.0, 6.5)
_NAME = "Waktu tunggu perekaman KTP elektronik di {unit}"


def lay(world: World) -> None:
    """Write the districts' indicators, the training of half of them, the figures. A dozen queries.

    The districts that came are every second one, so that the others resemble them.
    """
    units = list(
        Unit.objects.filter(
            agency=world.agency, kind=Unit.Kind.OFFICE, name__startswith="Kecamatan "
        ).order_by("path")
    )
    session = _session(world)
    rows = _indicators(world, units)
    CourseIndicator.objects.bulk_create(
        CourseIndicator(agency=world.agency, course=session.course, indicator=row) for row in rows
    )
    trained = units[::2]
    _come(world, session, trained)
    Measurement.objects.bulk_create(
        figure
        for row in rows
        for figure in _figures(world, row, session.starts, row.unit in trained)
    )


def _session(world: World) -> TrainingSession:
    year, month = divmod(world.today.year * 12 + world.today.month - 1 - _AGO, 12)
    starts = world.calendar.add(date(year, month + 1, 13), 1)
    return TrainingSession.objects.create(
        agency=world.agency,
        course=Course.objects.get(agency=world.agency, code="loket"),
        starts=starts,
        ends=world.calendar.add(starts, 1),
        quota=24,
        place="Loket Dinas Dukcapil",
    )


def _indicators(world: World, units: Sequence[Unit]) -> list[Indicator]:
    node = PerformanceNode.objects.filter(agency=world.agency, code="D2").first()
    rows = Indicator.objects.bulk_create(
        Indicator(agency=world.agency, unit=unit, node=node, name=_NAME.format(unit=unit.name))
        for unit in units
    )
    IndicatorCard.objects.bulk_create(_card(world, row) for row in rows)
    Target.objects.bulk_create(
        Target(
            agency=world.agency,
            indicator=row,
            year=year,
            month=0,
            value=_level(row.unit),
            baseline=_level(row.unit) + 2,
        )
        for row in rows
        for year in world.years
    )
    return rows


def _card(world: World, row: Indicator) -> IndicatorCard:
    return IndicatorCard(
        agency=world.agency,
        indicator=row,
        definition="Rata-rata menit sejak warga mengambil nomor sampai mulai direkam.",
        formula="Jumlah menit tunggu ÷ jumlah warga yang direkam",
        measure="menit",
        polarity=IndicatorCard.Polarity.MINIMIZE,
        over_time=IndicatorCard.Consolidation.AVERAGE,
        aspect=IndicatorCard.Aspect.TIME,
        source="Mesin antrean kecamatan",
        provider=row.unit.name,
        created_at=world.at(date(world.years[0] - 1, 1, 6), 10),
    )


def _level(unit: Unit) -> Decimal:
    return Decimal(between(27, 36, unit.external_id, "tunggu"))


def _come(world: World, session: TrainingSession, units: Sequence[Unit]) -> None:
    posts = Assignment.objects.on(session.starts).filter(
        agency=world.agency, unit__in=units, kind=Assignment.Kind.DEFINITIVE, is_head=False
    )
    by_unit: dict[int, list[Assignment]] = {}
    for post in posts.select_related("employee").order_by("employee__nip"):
        by_unit.setdefault(post.unit_id, []).append(post)
    rows = Registration.objects.bulk_create(
        Registration(
            agency=world.agency,
            session=session,
            employee=post.employee,
            assignment=post,
            state=Registration.State.ATTENDED,
            requested_at=world.at(session.starts - timedelta(days=14), 9),
            completed_on=session.ends,
            hours=session.course.hours,
        )
        for held in by_unit.values()
        for post in held[:_EACH]
    )
    Attendance.objects.bulk_create(
        Attendance(
            agency=world.agency,
            registration=row,
            day=day,
            way=Attendance.Way.CODE,
            at=world.at(day, 8),
        )
        for row in rows
        for day in days_of(session.starts, session.ends, world.calendar)
    )


def _figures(world: World, row: Indicator, start: date, is_trained: bool) -> Iterator[Measurement]:
    begin = start.year * 12 + start.month - 1
    for place in range(-_BEFORE, _AGO):
        year, month = divmod(begin + place, 12)
        seed = (row.unit.external_id, year, month)
        value = float(_level(row.unit)) + 3.2 * (share(*seed, "tunggu") - 0.5)
        value += 1.5 * share(year, month, "semua")  # what came over all of them
        if is_trained and place >= 0:
            value -= _FALL[min(place, len(_FALL) - 1)]
        day = date(year + month // 11, (month + 1) % 12 + 1, between(3, 9, *seed))
        yield Measurement(
            agency=world.agency,
            indicator=row,
            year=year,
            month=month + 1,
            value=Decimal(f"{value:.1f}"),
            source="Mesin antrean kecamatan",
            reported_at=world.at(min(day, world.today), 9),
        )
