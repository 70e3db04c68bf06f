"""`GET /api/v1/indicators` and `/figures`: what is measured, and what came of it."""

from datetime import datetime

from django.http import HttpResponse
from ninja import Query, Router, Schema

from karsa.indicators.queries.told import (
    figure_told,
    indicator_told,
    told_figures,
    told_indicators,
)
from karsa.kit.listing import Listed, Paged, Yearly, listed
from karsa.machines.door import MachineRequest, machine
from karsa.machines.models import Scope

router = Router(tags=["Indikator"])


class IndicatorSaid(Schema):
    """An indicator, its unit of the tree and the unit of its figures."""

    id: int
    code: str
    name: str
    unit: int
    measure: str
    polarity: str
    is_public: bool


class FigureSaid(Schema):
    """The verified figure of a month."""

    id: int
    indicator: int
    year: int
    month: int
    value: str
    source: str
    reported_at: datetime


_INDICATOR = {
    "id": 4,
    "code": "ibu-bersalin",
    "name": "Ibu bersalin di fasilitas kesehatan",
    "unit": 7,
    "measure": "%",
    "polarity": "maximize",
    "is_public": True,
}
_FIGURE = {
    "id": 40,
    "indicator": 4,
    "year": 2026,
    "month": 3,
    "value": "92.5",
    "source": "Register KIA",
    "reported_at": "2026-04-02T03:00:00Z",
}


@router.get(
    "/indicators",
    response={200: Listed[IndicatorSaid]},
    summary="Daftar indikator",
    url_name="indicators",
    **machine(Scope.FIGURES, {"data": [_INDICATOR], "next": None}),
)
def indicators(request: MachineRequest, asked: Query[Paged]) -> HttpResponse:
    """All indicators in use, by id."""
    return listed(request, told_indicators(request.agency), asked, indicator_told)


@router.get(
    "/figures",
    response={200: Listed[FigureSaid]},
    summary="Angka indikator yang terverifikasi",
    url_name="figures",
    **machine(Scope.FIGURES, {"data": [_FIGURE], "next": None}),
)
def figures(request: MachineRequest, asked: Query[Yearly]) -> HttpResponse:
    """The verified figures of a year, by id; a correction is a new figure."""
    rows = told_figures(request.agency, asked.tahun, asked.sejak)
    return listed(request, rows, asked, figure_told)
