"""Desks of the office that measure how long people wait, and a course some of them took."""

from datetime import date
from typing import Any

from karsa.development.models import Course
from karsa.development.tests import make
from karsa.indicators.models import Measurement
from karsa.indicators.tests import make as indicators
from karsa.org.models import Unit
from karsa.org.tests import make as org

START = date(2025, 9, 10)


def desks(office: Unit, *, trained: int = 6, others: int = 6, jump: int = -6, **over: Any) -> Any:
    """Make desks with 14 months of figures; the first `trained` ones learned, and fell by `jump`.

    Returns the indicator of the first desk.
    """
    course = make.course(office.agency, over.pop("code", "antrean"))
    name = over.pop("name", "Waktu tunggu di {unit}")
    card = {"measure": "menit", "polarity": "minimize"} | over
    made = [_desk(office, name, card, place) for place in range(trained + others)]
    Measurement.objects.bulk_create(
        _figure(one, place, month, jump if place < trained else 0)
        for place, one in enumerate(made)
        for month in range(14)
    )
    make.moves(course, made[0])
    _learn(course, [one.unit for one in made[:trained]])
    return made[0]


def _desk(office: Unit, name: str, card: dict[str, Any], place: int) -> Any:
    unit = org.unit(office, name=f"Loket {place + 1:02}")
    return indicators.indicator(unit, card, name=name.format(unit=unit.name))


def _figure(indicator: Any, place: int, month: int, jump: int) -> Measurement:
    year, number = divmod(2025 * 12 + 1 + month, 12)
    started = date(year, number + 1, 1) >= START.replace(day=1)
    wave = (month * (place + 3)) % 4
    return Measurement(
        agency_id=indicator.agency_id,
        indicator=indicator,
        year=year,
        month=number + 1,
        value=30 + place + wave / 4 + (jump if started else 0),
        source="Buku antrean",
        reported_at=org.NOW,
    )


def _learn(course: Course, units: list[Unit]) -> None:
    session = make.session(course, START)
    for unit in units:
        person = org.employee(unit.agency)
        org.assignment(person, unit)
        make.registration(session, person, state="attended")
