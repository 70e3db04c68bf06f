"""Loads the demo: the region, then a year of its work; all of it or nothing."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from karsa.audit import services as audit
from karsa.indicators.services.forecasting import refresh_forecasts
from karsa.kit.bulk import without_collecting
from karsa.site.demo import (
    adoption,
    agreements,
    allowance,
    around,
    beyond,
    complaints,
    consequences,
    consultations,
    dialogue,
    entries,
    evaluations,
    fairness,
    feedback,
    feeds,
    follow_up,
    guidance,
    impact,
    improving,
    indicators,
    machines,
    matrices,
    measurements,
    objections,
    papers,
    people,
    pictures,
    plans,
    privacy,
    publishing,
    pulses,
    quarter_actions,
    region,
    reports,
    strategies,
    strategy,
    surveys,
    trainings,
    unit_years,
)
from karsa.site.demo.plans import Plan
from karsa.site.demo.posts import Post, posts_of
from karsa.site.demo.quarters import quarters_of
from karsa.site.demo.world import World
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

Told = Callable[[str], None]


def load(*, now: datetime, told: Told = lambda text: None, size: int = 0) -> Agency:
    """Make the demo region as it stands at `now`; `told` hears each step in words.

    `size` limits how many people get a year of work; 0 is everybody. One transaction.
    """
    with without_collecting(), transaction.atomic():
        agency = region.agency()
        with scope(agency):
            world = World(agency, now, size)
            told("Unit, pegawai, dan pejabat penilai …")
            region.settle(world)
            people.open_accounts(world)
            around.settle(world)
            _year(world, told)
            audit.record(world.actor, "demo.loaded", agency)
    return agency


def _year(world: World, told: Told) -> None:
    told("Rencana strategis, indikator, dan realisasi …")
    measured = indicators.lay(world)
    strategy.lay(world, measured)
    posts = posts_of(world)
    measurements.measure(world, measured, posts)
    feeds.connect(world, measured)
    machines.connect(world)
    agreements.sign(world, measured, posts)
    quarter_actions.write(world)
    improving.write(world, measured, posts)
    for year in world.years:
        told(f"Rencana, catatan, umpan balik, dan evaluasi {year} …")
        _work(world, posts, plans.write(world, year, posts, [one.row for one in measured]), year)
    fairness.lay(world)
    papers.lay(world)
    told("Kompetensi, katalog pelatihan, dan peserta …")
    trainings.lay(world, measured, posts)
    beyond.lay(world)
    impact.lay(world)
    pulses.lay(world)
    adoption.lay(world)
    surveys.lay(world)
    consultations.lay(world)
    told(f"Laporan warga; kode contoh untuk melacak: {complaints.lay(world)}")
    refresh_forecasts(agency=world.agency, year=world.today.year, now=world.now)
    told("Tim evaluasi, hambatan, dukungan, dan arahan …")
    follow_up.lay(world)
    unit_years.lay(world)
    told("Penghargaan dan masa perbaikan …")
    consequences.lay(world)
    reports.write(world, measured)
    privacy.lay(world)
    told("Tunjangan bulan lalu …")
    allowance.lay(world)
    told("Data terbuka dan laporan untuk warga …")
    publishing.publish(world, measured)


def _work(world: World, posts: list[Post], written: list[Plan], year: int) -> None:
    dialogue.write(world, written)
    matrices.write(written)
    strategies.write(world.agency, written)
    reported = entries.write(world, written)
    shown = pictures.attach(world, reported)
    quarters = quarters_of(world, year)
    said = feedback.write(world, written, quarters)
    record = evaluations.record_of(written, reported, said, shown)
    judged = evaluations.write(world, record, quarters, posts)
    objections.write(world, judged)
    if year == world.today.year:
        guidance.write(world, written)
        around.open_revision(world, written)
        around.print_papers(world, judged)
