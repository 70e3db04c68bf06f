"""Reports of citizens about her clinic."""

from karsa.complaints.models import CaseFile
from karsa.complaints.services import setup
from karsa.complaints.tests import make as complaints
from karsa.files.kinds import EVIDENCE
from karsa.files.services import take
from karsa.files.tests.make import photo
from karsa.jobs import services as jobs
from karsa.org.queries.actor import system_actor
from karsa.org.tests import make


def report(people: make.People) -> int:
    """What waits in her clinic."""
    return complaints.case(people.clinic).pk


def answered_report(people: make.People) -> int:
    """What it has answered."""
    return complaints.answered(people.clinic).pk


def report_about_clinic(people: make.People) -> int:
    """About the conduct of her clinic, examined elsewhere."""
    return complaints.protected(people.clinic, make.unit(people.government)).pk


def report_photo(people: make.People) -> int:
    """A photo its reporter sent."""
    row = complaints.case(people.clinic)
    actor = system_actor(row.agency, make.NOW)
    stored = take(actor, photo(), purpose="complaints", allow=EVIDENCE)
    step = row.steps.get()
    return CaseFile.objects.create(agency=row.agency, step=step, file=stored).pk


def hearing(people: make.People) -> int:
    """What she is asked about a report that names her."""
    row = complaints.protected(people.clinic, make.unit(people.government))
    asked = {"question": "Karcis di loket?", "asked_at": make.NOW}
    return row.hearings.create(agency=row.agency, employee=people.rina, **asked).pk


def report_category(people: make.People) -> int:
    """A subject citizens choose."""
    return complaints.category(people.clinic.agency).pk


def report_rule(people: make.People) -> int:
    """Who answers it."""
    return complaints.category(people.clinic.agency, people.clinic).routes.get().pk


def answer_template(people: make.People) -> int:
    """Ready words."""
    actor = system_actor(people.clinic.agency, make.NOW)
    return setup.add_template(actor=actor, title="Terima kasih", text="Terima kasih.").pk


def report_table(people: make.People) -> int:
    """A table of cases being checked."""
    actor = system_actor(people.clinic.agency, make.NOW)
    return jobs.start(actor, "complaints.cases", is_trial=True).pk
