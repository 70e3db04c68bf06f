"""What citizens say of her clinic's services."""

from karsa.jobs.models import Batch
from karsa.org.tests import make
from karsa.surveys.models import LinkKey, Survey
from karsa.surveys.queries.comments import receipt_of
from karsa.surveys.services.answering import new_link
from karsa.surveys.tests import make as surveys


def survey(people: make.People) -> int:
    """Her clinic's survey, which runs."""
    return surveys.survey(people.clinic).pk


def drafted_survey(people: make.People) -> int:
    """What it is going to ask."""
    return surveys.survey(people.clinic, state="draft").pk


def published_survey(people: make.People) -> int:
    """What came of the last one."""
    return surveys.survey(people.clinic, state="closed", published_on=make.TODAY).pk


def survey_code(people: make.People) -> str:
    """What stands on the poster."""
    return surveys.place(_survey(people)).code


def survey_link(people: make.People) -> str:
    """The token of a link somebody was given."""
    return "rahasia"


def linked_code(people: make.People) -> str:
    """Where that link leads."""
    place = surveys.place(_survey(people))
    new_link(people.clinic.agency, place, "rahasia", make.TODAY).save()
    return place.code


def survey_place(people: make.People) -> int:
    """The address of its counter."""
    return surveys.place(_survey(people)).pk


def survey_comment(people: make.People) -> int:
    """What somebody wrote."""
    return surveys.comment(_survey(people)).pk


def published_comment(people: make.People) -> int:
    """What citizens read of what somebody wrote."""
    found = surveys.survey(people.clinic, state="closed", published_on=make.TODAY)
    surveys.answers(found, 5)
    return surveys.comment(found, state="shown").pk


def comment_code(people: make.People) -> str:
    """What its author was given."""
    surveys.comment(_survey(people), receipt=receipt_of(people.clinic.agency_id, "kode"))
    return "kode"


def survey_flag(people: make.People) -> int:
    """What looks odd."""
    return surveys.flag(_survey(people)).pk


def survey_plan(people: make.People) -> int:
    """What Rina will do about it."""
    return surveys.follow_up(_survey(people), people.rina).pk


def survey_key(people: make.People) -> int:
    """The queue that gives links."""
    facts = {"name": "Antrean", "digest": "0" * 64, "tail": "0000"}
    service = _survey(people).service
    return LinkKey.objects.create(agency=service.agency, service=service, **facts).pk


def survey_sheet(people: make.People) -> int:
    """Paper that Andi typed in."""
    assert people.andi.user
    return Batch.objects.create(
        agency=people.clinic.agency,
        kind="surveys.paper",
        started_by=people.andi.user.pk,
        created_at=make.NOW,
        state=Batch.State.DONE,
    ).pk


def _survey(people: make.People) -> Survey:
    return surveys.survey(people.clinic)
