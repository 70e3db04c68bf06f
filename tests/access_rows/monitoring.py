"""Evaluation teams, obstacles, support and directives."""

from karsa.journal.tests import make as journal
from karsa.monitoring.tests import make as monitoring
from karsa.org.tests import make
from karsa.plans.tests import make as plans
from tests.access_rows.common import reported


def evaluation_team(people: make.People) -> int:
    """The evaluation team of her clinic."""
    return monitoring.team(people.clinic).pk


def evaluation_member(people: make.People) -> int:
    """Dedi's seat in it."""
    return monitoring.team(people.clinic, people.dedi).members.get().pk


def review_session(people: make.People) -> int:
    """A session of that team that runs."""
    return monitoring.session(monitoring.team(people.clinic), people.andi).pk


def obstacle(people: make.People) -> int:
    """What holds her clinic back, and Rina answers for it."""
    return monitoring.owned(people.clinic, people.rina).pk


def step_with_file(people: make.People) -> int:
    """What she did about it, with a file."""
    row = monitoring.owned(people.clinic, people.rina)
    return row.follow_ups.create(agency=row.agency, state="open", **_told(people)).pk


def promised_support(people: make.People) -> int:
    """What Andi promised her in the annex of her plan."""
    return monitoring.promise(people.rina).pk


def directive(people: make.People) -> int:
    """What Sinta asks of her."""
    return monitoring.directive(people.sinta, employee=people.rina).pk


def done_directive(people: make.People) -> int:
    """What she has done of it and Sinta has not confirmed."""
    done = {"state": "done", "done_at": make.NOW}
    return monitoring.directive(people.sinta, employee=people.rina, **done).pk


def report_with_file(people: make.People) -> int:
    """Her report on it, with a file."""
    row = monitoring.directive(people.sinta, employee=people.rina)
    return row.reports.create(agency=row.agency, state="read", **_told(people)).pk


def _told(people: make.People) -> dict[str, object]:
    proof = journal.evidence(journal.entry(plans.result(reported(people)))).file
    return {"text": "Beres", "evidence": proof, "by": people.rina, "at": make.NOW}
