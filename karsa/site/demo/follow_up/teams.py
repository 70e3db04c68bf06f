"""One team for each office, of people of its secretariat; in bulk, as the service would."""

from datetime import date

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.monitoring.models import EvaluationMember, EvaluationTeam
from karsa.org.models import Assignment, Employee, Unit
from karsa.site.demo.follow_up.places import Places
from karsa.site.demo.people import SEATS
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

Formed = dict[str, tuple[EvaluationTeam, Employee]]
_CHOSEN = ("chair", "secretary", "member")
# Whoever the demo signs in as something else keeps their own first screen.
_TEAM = {seat.nip for seat in SEATS if seat.granted is Role.EVALUATION_TEAM}
_OTHERS = {seat.nip for seat in SEATS} - _TEAM


def form(world: World, places: Places) -> Formed:
    """Form the teams; return each office's team with its chair. Six queries."""
    first = date(world.years[0], 1, 8)
    staff = _staff(world, first)
    offices = [unit for unit in places.units.values() if unit.kind == Unit.Kind.OFFICE]
    people = {
        office: staff.get(_home(places, office).pk, [])[: len(_CHOSEN)]
        for office in sorted(offices, key=lambda unit: unit.path)
    }
    rows = enumerate((office for office in people if people[office]), start=1)
    teams = EvaluationTeam.objects.bulk_create(_team(office, first, n) for n, office in rows)
    _seat([(team, one, n) for team in teams for n, one in enumerate(people[team.unit])], first)
    return {team.unit.name: (team, people[team.unit][0]) for team in teams}


def _staff(world: World, day: date) -> dict[int, list[Employee]]:
    """People by unit: who signs in as the team first, then heads, then by number."""
    posts = Assignment.objects.on(day).filter(
        agency=world.agency, employee__is_active=True, kind="definitive"
    )
    rows = posts.exclude(employee__nip__in=_OTHERS).select_related("employee__user")
    found: dict[int, list[Employee]] = {}
    for post in sorted(rows, key=lambda one: (one.employee.nip not in _TEAM, not one.is_head)):
        found.setdefault(post.unit_id, []).append(post.employee)
    return found


def _home(places: Places, office: Unit) -> Unit:
    return places.units.get(f"sekretariat {office.name.lower()}", office)


def _team(office: Unit, first: date, number: int) -> EvaluationTeam:
    return EvaluationTeam(
        agency=office.agency,
        unit=office,
        name=f"Tim Evaluasi Kinerja {office.name}",
        decree=f"Keputusan Bupati Nomor 188/{20 + number}/{first.year}",
        mandate=library("monitoring")["mandate"],
        starts=first,
    )


def _seat(seats: list[tuple[EvaluationTeam, Employee, int]], first: date) -> None:
    """Give each person the role with the seat; a role that was given before becomes the seat's."""
    known = {
        (grant.user_id, grant.unit_path): grant
        for grant in Grant.objects.filter(role=Role.EVALUATION_TEAM)
    }
    grants = [
        known.get((person.user_id or 0, team.unit.path))
        or Grant(
            agency=team.agency,
            user=person.user,
            role=Role.EVALUATION_TEAM,
            unit_path=team.unit.path,
            starts=first,
        )
        for team, person, _place in seats
    ]
    Grant.objects.bulk_create(grant for grant in grants if grant.pk is None)
    EvaluationMember.objects.bulk_create(
        EvaluationMember(
            agency=team.agency, team=team, employee=person, seat=_CHOSEN[place], grant=grant
        )
        for (team, person, place), grant in zip(seats, grants, strict=True)
    )
