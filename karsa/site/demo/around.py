"""Around the plans: a team across units, services with their standards, one plan being revised."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from karsa.evaluations.models import Evaluation
from karsa.evaluations.services.papers import issue_papers
from karsa.org.models import Assignment, Service, Unit
from karsa.org.queries.actor import actor_of
from karsa.org.services.teams import add_member, open_team
from karsa.plans.services.starting import revise
from karsa.site.demo.evaluations import Judged
from karsa.site.demo.people import SEATS
from karsa.site.demo.plans import Plan
from karsa.site.demo.posts import field_of
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

_TEAM = "Tim Percepatan Penurunan Stunting"
_TEAM_OF = "Dinas Kesehatan"
_MEMBERS = (
    "Bidang Pembinaan Dinas Kesehatan",
    "Puskesmas Mataram",
    "Puskesmas Bekasi",
    "Dinas Sosial",
    "Kecamatan Balikpapan",
)
_REVISED = "Bidang Pelayanan Dinas Kependudukan dan Pencatatan Sipil"
_WHY = "Penugasan tambahan: mendampingi pencetakan KTP-el di lima kecamatan mulai triwulan IV."
_SHOWN = 3


def settle(world: World) -> None:
    """Open the team, and write down the services of the units that citizens know."""
    units = {unit.name: unit for unit in Unit.objects.filter(agency=world.agency)}
    _team(world, units)
    known = library("services")
    Service.objects.bulk_create(
        Service(agency=world.agency, unit=unit, name=name, standard=standard)
        for unit in units.values()
        for name, standard in known.get(field_of(unit.name, unit.name), ())
        if unit.kind != Unit.Kind.SECTION
    )


def _team(world: World, units: Mapping[str, Unit]) -> None:
    first = date(world.years[0], 2, 1)
    team = open_team(actor=world.actor, unit_id=units[_TEAM_OF].pk, name=_TEAM, starts=first)
    heads = Assignment.objects.filter(
        agency=world.agency,
        unit__in=[units[name] for name in _MEMBERS],
        is_head=True,
        kind=Assignment.Kind.DEFINITIVE,
    )
    for number, post in enumerate(heads.order_by("unit__path")):
        add_member(
            actor=world.actor,
            team_id=team.pk,
            assignment_id=post.pk,
            is_leader=number == 0,
            starts=first,
        )


def open_revision(world: World, plans: Iterable[Plan]) -> None:
    """Somebody's set plan is being revised, by the real service; the set one stays in force."""
    plan = next(
        (
            plan
            for plan in plans
            if plan.is_set and plan.post.row.unit.name == _REVISED and not plan.post.leads
        ),
        None,
    )
    user = plan.post.row.employee.user if plan else None
    if plan and user:
        actor = actor_of(user, world.agency, world.at(world.working_days[-3], 9))
        revise(actor=actor, plan=plan.row, reason=_WHY)


def print_papers(world: World, judged: Sequence[Judged]) -> None:
    """Issue the documents of the printed people's newest evaluations."""
    names = {seat.nip for seat in SEATS}
    newest = {
        one.plan.post.key: one
        for one in judged
        if one.plan.post.row.employee.nip in names and one.row.signed_on
    }
    rows = Evaluation.objects.for_page()
    for one in list(newest.values())[:_SHOWN]:
        row = rows.get(pk=one.row.pk)
        signed = row.signed_on or world.today
        actor = replace(world.actor, today=signed, now=world.at(signed, 11))
        issue_papers(actor, row, "")
