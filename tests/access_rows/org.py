"""Units, people and what is dated about them; files, papers and notices."""

from uuid import UUID, uuid4

from karsa.accounts.roles import Role
from karsa.documents.models import IssuedDocument
from karsa.inbox.models import Notice
from karsa.jobs.services import finish, start
from karsa.org.models import (
    CalendarDay,
    Delegation,
    EmployeeStatus,
    Grace,
    Service,
    ServicePoint,
    TeamMember,
    WorkTeam,
)
from karsa.org.tests import make


def issued_code(people: make.People) -> str:
    """A document that left the house: anyone who holds its code may check it."""
    agency = people.rina.agency
    facts = {"number": "800/1", "kind": "plan", "day": make.TODAY, "issued_at": make.NOW}
    return IssuedDocument.objects.create(agency=agency, code="7KQ2M9XW4T3H", **facts).code


def clinic(people: make.People) -> int:
    """The unit Rina works in."""
    return people.clinic.pk


def service(people: make.People) -> int:
    """What her clinic offers."""
    return _service(people).pk


def closed_service(people: make.People) -> int:
    """What her clinic no longer offers."""
    return _service(people, is_open=False).pk


def point(people: make.People) -> int:
    """Where it is given."""
    return ServicePoint.objects.create(
        agency=people.clinic.agency, service=_service(people), name="Loket 2"
    ).pk


def closed_point(people: make.People) -> int:
    """Where it is no longer given."""
    return ServicePoint.objects.create(
        agency=people.clinic.agency, service=_service(people), name="Loket 3", is_open=False
    ).pk


def _service(people: make.People, **over: object) -> Service:
    named = {"name": "Pemeriksaan kehamilan", "unit": people.clinic}
    return Service.objects.create(agency=people.clinic.agency, **(named | over))


def rina(people: make.People) -> int:
    """Rina herself, without a password yet."""
    return people.rina.pk


def rinas_post(people: make.People) -> int:
    """What she is placed as."""
    return people.rina.assignments.get().pk


def rinas_status(people: make.People) -> int:
    """A dated reason why she would owe no plan."""
    dated = {"kind": "study_leave", "reason": "SK 1", "starts": make.YEAR_START}
    made = EmployeeStatus.objects.create(agency=people.rina.agency, employee=people.rina, **dated)
    return made.pk


def delegation(people: make.People) -> int:
    """Her right to rate in the clinic."""
    more = {"unit": people.clinic, "decree": "SK 1", "starts": make.YEAR_START}
    return Delegation.objects.create(agency=people.rina.agency, employee=people.rina, **more).pk


def team(people: make.People) -> int:
    """A team of the clinic."""
    return _team(people).pk


def team_member(people: make.People) -> int:
    """Her place in a team of the clinic."""
    team = _team(people)
    post = people.rina.assignments.get()
    more = {"assignment": post, "starts": make.YEAR_START}
    return TeamMember.objects.create(agency=team.agency, team=team, **more).pk


def _team(people: make.People) -> WorkTeam:
    named = {"name": "Tim stunting", "unit": people.clinic, "starts": make.YEAR_START}
    return WorkTeam.objects.create(agency=people.rina.agency, **named)


def rinas_role(people: make.People) -> int:
    """A role that was granted to her."""
    return make.grant(people.rina, Role.UNIT_OPERATOR, people.office.path).pk


def holiday(people: make.People) -> int:
    """A day off."""
    named = {"day": make.TODAY, "name": "Libur", "kind": "agency"}
    return CalendarDay.objects.create(agency=people.rina.agency, **named).pk


def grace(people: make.People) -> int:
    """A day without electricity at her clinic."""
    days = {"starts": make.TODAY, "ends": make.TODAY, "kind": Grace.Kind.OUTAGE, "reason": "Badai"}
    return Grace.objects.create(agency=people.rina.agency, unit=people.clinic, **days).pk


def month_table(people: make.People) -> int:
    """A month she uploaded, whose file is gone."""
    return start(make.actor(people.rina), "journal:month", is_trial=True).pk


def any_key(people: make.People) -> UUID:
    return uuid4()


def quarter(people: make.People) -> int:
    """The first quarter of the year."""
    return make.quarter(people.rina.agency).pk


def checked_import(people: make.People) -> int:
    """A file that has been checked and waits to be kept."""
    batch = start(make.actor(people.hana), "org.units", is_trial=True)
    finish(batch, make.NOW)
    return batch.pk


def checked_sheet(people: make.People) -> int:
    """A sheet of figures that Hana has had checked."""
    batch = start(make.actor(people.hana), "indicators.figures", is_trial=True)
    finish(batch, make.NOW)
    return batch.pk


def notice(people: make.People) -> int:
    """What Rina should know."""
    facts = {"kind": "entry_returned", "key": "a", "path": "/kerja/catatan/", "at": make.NOW}
    return Notice.objects.create(agency=people.rina.agency, user=people.rina.user, **facts).pk
