"""Factories of monitoring: the office's team with Budi in it, obstacles, directives."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from karsa.accounts.roles import Role
from karsa.monitoring import services
from karsa.monitoring.models import (
    Directive,
    EvaluationMember,
    EvaluationTeam,
    Obstacle,
    ReviewSession,
    SupportAnswer,
)
from karsa.org.models import Employee, Unit
from karsa.org.tests import make as org
from karsa.plans.models import AnnexItem
from karsa.plans.tests import make as plans

_n = count(1)
LATE = org.TODAY - timedelta(days=5)
VERY_LATE = org.TODAY - timedelta(days=20)
SOON = org.TODAY + timedelta(days=10)


def team(unit: Unit, *members: Employee, **over: Any) -> EvaluationTeam:
    """A team; each member gets the role with the seat, as the service does it."""
    defaults = {"name": f"Tim Evaluasi {unit.name}", "decree": "SK 1", "starts": org.YEAR_START}
    made = EvaluationTeam.objects.create(agency=unit.agency, unit=unit, **(defaults | over))
    for person in members:
        grant = org.grant(person, Role.EVALUATION_TEAM, unit.path)
        EvaluationMember.objects.create(agency=unit.agency, team=made, employee=person, grant=grant)
    return made


def session(team: EvaluationTeam, by: Employee, day: date = org.TODAY) -> ReviewSession:
    return services.open_session(actor=org.actor(by), team=team, day=day, place="Aula")


def closed(session: ReviewSession, by: Employee, text: str = "Vaksin dipesan") -> ReviewSession:
    actor = org.actor(by)
    minutes = services.Minutes([], "", "", text)
    services.write_minutes(actor=actor, session=session, minutes=minutes)
    return services.close_session(actor=actor, session=session)


def obstacle(unit: Unit, **over: Any) -> Obstacle:
    defaults = {
        "text": f"Vaksin datang terlambat ({next(_n)})",
        "cause": Obstacle.Cause.COORDINATION,
        "raised_at": org.NOW,
    }
    return Obstacle.objects.create(agency=unit.agency, unit=unit, **(defaults | over))


def owned(unit: Unit, owner: Employee | None = None, **over: Any) -> Obstacle:
    """An obstacle with an owner, the unit itself if nobody is named."""
    home = owner.assignments.get().unit if owner else unit
    return obstacle(unit, **({"owner": owner, "owner_unit": home, "due_on": SOON} | over))


def directive(giver: Employee, **over: Any) -> Directive:
    defaults = {"text": "Percepat imunisasi", "due_on": SOON, "given_at": org.NOW}
    return Directive.objects.create(agency=giver.agency, giver=giver, **(defaults | over))


def promise(employee: Employee, text: str = "Kendaraan dua hari sepekan") -> AnnexItem:
    """A promise in the plan in force of an employee."""
    post = employee.assignments.get()
    plan = post.plans.first() or plans.plan(post)
    order = plan.annex.count() + 1
    return AnnexItem.objects.create(
        agency=plan.agency, plan=plan, section="support", order=order, text=text
    )


def answer(item: AnnexItem, state: str = "fulfilled", **over: Any) -> SupportAnswer:
    post = item.plan.assignment
    return SupportAnswer.objects.create(
        agency=item.agency,
        assignment=post,
        year=item.plan.year,
        text=item.text,
        state=state,
        day=org.TODAY,
        confirmed_by=post.employee,
        **over,
    )
