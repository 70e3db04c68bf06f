"""Lessons, and the growth of Rina."""

from datetime import timedelta

from karsa.development.models import CourseMaterial, HelpCall, Registration
from karsa.development.services import issue_certificate
from karsa.development.services.helping import let_help
from karsa.development.services.profiles import SHEET
from karsa.development.tests import make
from karsa.files.kinds import EVIDENCE
from karsa.files.services import take
from karsa.files.tests.make import pdf
from karsa.jobs.services import start
from karsa.org.tests import make as org

_COURSES = iter(range(10_000))


def lesson(people) -> str:
    return "mencatat"


def growing(people) -> int:
    """Rina herself."""
    return people.rina.pk


def needed_competence(people) -> int:
    """What her post needs."""
    return make.need(people.rina).competence_id


def needed_post(people) -> int:
    """Her post."""
    return people.rina.assignments.get().position_id


def development_line(people) -> int:
    """What she proposes to learn."""
    return make.item(people.rina, by=people.rina).pk


def training_course(people) -> int:
    """A course of the catalogue."""
    return _course(people).pk


def course_file(people) -> int:
    """A file of it."""
    hana = org.actor(people.hana)
    stored = take(hana, pdf(), purpose="development.material", allow=EVIDENCE)
    row = {"agency": hana.agency, "course": _course(people), "title": "Slide", "file": stored}
    return CourseMaterial.objects.create(**row).pk


def course_question(people) -> int:
    """A question of its test."""
    return make.question(_course(people)).pk


def training_session(people) -> int:
    """A session next week."""
    return make.session(_course(people)).pk


def training_today(people) -> int:
    """A session of today, in which she has a seat."""
    return _seat(people, starts=org.TODAY).session_id


def asked_seat(people) -> int:
    """She asks to come."""
    return _seat(people, state="requested").pk


def seat(people) -> int:
    """Hers, with a test before."""
    row = _seat(people)
    make.question(row.session.course)
    return row.pk


def done_seat(people) -> int:
    """A training she has completed."""
    return _seat(people, state="attended").pk


def certified_seat(people) -> int:
    """The same with its certificate."""
    row = _seat(people, state="attended")
    return issue_certificate(actor=org.actor(people.rina), row=row).pk


def profile_sheet(people) -> int:
    """A sheet of profiles that Hana has checked."""
    return start(org.actor(people.hana), SHEET.kind, is_trial=True).pk


def _course(people):
    return make.course(people.rina.agency, f"kursus-{next(_COURSES)}")


def _seat(people, starts=None, **over) -> Registration:
    session = make.session(_course(people), **({"starts": starts} if starts else {}))
    return make.registration(session, people.rina, **over)


def helping_of_andi(people) -> int:
    """Budi lets Andi type for him."""
    helper = people.andi
    return let_help(actor=org.actor(people.budi), helper=helper, days=3).pk


def call_of_budi(people) -> int:
    """Budi is asked to call Rina."""
    row = {"agency": people.rina.agency, "unit": people.office, "stage": "entry"}
    expires = org.TODAY + timedelta(days=30)
    return HelpCall.objects.create(
        **row, employee=people.rina, caller=people.budi, expires=expires
    ).pk
