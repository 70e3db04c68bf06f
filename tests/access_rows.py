"""The rows the access table speaks of: each makes one thing of Rina's and returns its key."""

from karsa.accounts.roles import Role
from karsa.documents.models import IssuedDocument
from karsa.evaluations.tests import make as evaluations
from karsa.feedback.tests import make as feedback
from karsa.jobs.services import finish, start
from karsa.journal.tests import make as journal
from karsa.org.models import CalendarDay, Delegation, EmployeeStatus, TeamMember, WorkTeam
from karsa.org.tests import make
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans


def issued_code(people: make.People) -> str:
    """A document that left the house: anyone who holds its code may check it."""
    agency = people.rina.agency
    facts = {"number": "800/1", "kind": "plan", "day": make.TODAY, "issued_at": make.NOW}
    return IssuedDocument.objects.create(agency=agency, code="7KQ2M9XW4T3H", **facts).code


def clinic(people: make.People) -> int:
    """The unit Rina works in."""
    return people.clinic.pk


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


def entry(people: make.People) -> int:
    """A day's report of hers that waits for Andi."""
    return journal.entry(plans.result(_reported(people))).pk


def proof(people: make.People) -> int:
    """The photo of such a report."""
    return journal.evidence(journal.entry(plans.result(_reported(people)))).pk


def reported_plan(people: make.People) -> int:
    """The plan she reports on and gets feedback about."""
    return plans.result(_reported(people)).plan_id


def quarter(people: make.People) -> int:
    """The first quarter of the year."""
    return make.quarter(people.rina.agency).pk


def remark(people: make.People) -> int:
    """What Andi said about her work."""
    return feedback.feedback(plans.result(_reported(people)).plan).pk


def _reported(people: make.People) -> PerformancePlan:
    return plans.plan(people.rina.assignments.get())


def evaluation(people: make.People) -> int:
    """Her first quarter, evaluated and handed to her."""
    return evaluations.delivered(people).pk


def decided_evaluation(people: make.People) -> int:
    """Her first quarter, decided and not yet signed."""
    return evaluations.decided(people).pk


def evaluation_paper(people: make.People) -> int:
    """The document she was handed."""
    return evaluations.delivered(people).papers.get(code="D.1.1").pk


def objection(people: make.People) -> int:
    """Her objection, with a file."""
    return evaluations.objected(people, with_file=True).pk


def plan_to_rate(people: make.People) -> int:
    """Her plan, set."""
    return evaluations.plan(people.rina).pk


def first_quarter(people: make.People) -> int:
    """The period it is rated in."""
    return evaluations.quarter(people).pk


def checked_import(people: make.People) -> int:
    """A file that has been checked and waits to be kept."""
    batch = start(make.actor(people.hana), "org.units", is_trial=True)
    finish(batch, make.NOW)
    return batch.pk
