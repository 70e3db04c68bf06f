"""Loads the demo: the region, then a year of its work; all of it or nothing."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from karsa.audit.services import record
from karsa.site.demo import (
    agreements,
    indicators,
    measurements,
    people,
    plans,
    region,
)
from karsa.site.demo.posts import posts_of
from karsa.site.demo.world import World
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

Told = Callable[[str], None]


def load(*, now: datetime, told: Told = lambda text: None, size: int = 0) -> Agency:
    """Make the demo region as it stands at `now`; `told` hears each step in words.

    `size` limits how many people get a year of work; 0 is everybody. One transaction.
    """
    with transaction.atomic():
        agency = region.agency()
        with scope(agency):
            world = World(agency, now, size)
            told("Unit, pegawai, dan pejabat penilai …")
            region.settle(world)
            people.open_accounts(world)
            _year(world, told)
            record(world.actor, "demo.loaded", agency)
    return agency


def _year(world: World, told: Told) -> None:
    told("Rencana strategis, indikator, dan realisasi …")
    measured = indicators.lay(world)
    posts = posts_of(world)
    measurements.measure(world, measured, posts)
    agreements.sign(world, measured, posts)
    for year in world.years:
        told(f"Rencana, catatan, umpan balik, dan evaluasi {year} …")
        plans.write(world, year, posts, [one.row for one in measured])
