"""Factories of surveys: one that is open, its answers."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from karsa.org.models import Service, ServicePoint, Unit
from karsa.org.tests.make import TODAY
from karsa.surveys.models import (
    COLUMNS,
    Comment,
    Flag,
    FlaggedResponse,
    FollowUp,
    Response,
    Survey,
    SurveyPlace,
)

_n = count(1)


def service(unit: Unit, *points: str) -> Service:
    row = Service.objects.create(agency=unit.agency, unit=unit, name=f"Rawat jalan {next(_n)}")
    ServicePoint.objects.bulk_create(
        ServicePoint(agency=unit.agency, service=row, name=name) for name in points
    )
    return row


def survey(unit: Unit, *points: str, **over: Any) -> Survey:
    """Open since the year began; an address for all, then one for each point."""
    defaults: dict[str, Any] = {
        "title": f"Survei kepuasan {next(_n)}",
        "starts": date(2026, 1, 1),
        "ends": TODAY + timedelta(days=20),
        "state": "open",
    }
    offered = over.pop("service", None) or service(unit, *points)
    row = Survey.objects.create(agency=unit.agency, service=offered, **(defaults | over))
    SurveyPlace.objects.bulk_create(
        SurveyPlace(agency=unit.agency, survey=row, point=point, code=f"kode{next(_n)}")
        for point in (None, *offered.points.order_by("pk"))
    )
    return row


def place(found: Survey, number: int = 0) -> SurveyPlace:
    return list(found.places.select_related("survey__agency").order_by("pk"))[number]


def answers(found: Survey, many: int = 1, value: int | tuple[int, ...] = 4, **over: Any) -> None:
    vector = (value,) * 9 if isinstance(value, int) else value
    defaults: dict[str, Any] = {"day": TODAY, "place": over.pop("place", None) or place(found)}
    Response.objects.bulk_create(
        Response(
            agency=found.agency,
            survey=found,
            **dict(zip(COLUMNS, vector, strict=True)),
            **(defaults | over),
        )
        for _one in range(many)
    )


def comment(found: Survey, text: str = "Petugasnya ramah", **over: Any) -> Comment:
    return Comment.objects.create(
        agency=found.agency, survey=found, place=place(found), text=text, **over
    )


def flag(found: Survey, **over: Any) -> Flag:
    """About all answers there are."""
    defaults: dict[str, Any] = {"kind": "burst", "place": place(found), "day": TODAY}
    row = Flag.objects.create(agency=found.agency, survey=found, **(defaults | over))
    FlaggedResponse.objects.bulk_create(
        FlaggedResponse(agency=found.agency, flag=row, response=one)
        for one in found.responses.filter(day=row.day)
    )
    return row


def follow_up(found: Survey, owner: Any, **over: Any) -> FollowUp:
    defaults: dict[str, Any] = {
        "element": "waktu",
        "action": "Tambah satu loket pada jam ramai",
        "due": TODAY + timedelta(days=30),
    }
    return FollowUp.objects.create(
        agency=found.agency, survey=found, owner=owner, **(defaults | over)
    )
