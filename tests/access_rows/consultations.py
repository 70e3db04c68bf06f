"""Drafts before staff and citizens."""

from uuid import UUID

from karsa.consultations.models import Consultation, Invitation
from karsa.consultations.queries.seen import FIRST
from karsa.consultations.tests import make as consultations
from karsa.journal.tests import make as journal
from karsa.org.tests import make
from karsa.plans.tests import make as plans
from tests.access_rows.common import reported


def consultation(people: make.People) -> int:
    """What her clinic asks everybody about the target of an indicator."""
    return _consultation(people).pk


def busy_consultation(people: make.People) -> int:
    """The same, with more opinions than stand on its page."""
    row = _consultation(people)
    for _ in range(FIRST + 1):
        consultations.said(row)
    return row.pk


def drafted_consultation(people: make.People) -> int:
    """What it is going to ask."""
    return consultations.consultation(people.clinic, state="draft").pk


def opinion(people: make.People) -> int:
    """What a citizen said to it."""
    return consultations.said(_consultation(people)).pk


def hidden_opinion(people: make.People) -> int:
    """What she said herself and somebody hid."""
    words = {"state": "hidden", "hidden_because": "iklan", "employee": people.rina}
    return consultations.said(_consultation(people), origin="staff", **words).pk


def opinion_key(people: make.People) -> UUID:
    """The key of what a citizen said."""
    return consultations.said(_consultation(people)).key


def concluded_consultation(people: make.People) -> int:
    """What was decided, word for word."""
    return consultations.concluded(people.clinic).pk


def stakeholder_group(people: make.People) -> int:
    """A school committee that is invited."""
    return consultations.group(people.clinic).pk


def invitation(people: make.People) -> int:
    """Its letter."""
    facts = {"number": "005/1", "place": "Melati", "day": make.TODAY}
    group = consultations.group(people.clinic)
    row = Invitation(consultation=_consultation(people), group=group, **facts)
    row.agency = people.clinic.agency
    row.save()
    return row.pk


def meeting(people: make.People) -> int:
    """Where people met about it, with a photo."""
    photo = journal.evidence(journal.entry(plans.result(reported(people)))).file
    return consultations.meeting(_consultation(people), photo=photo).pk


def _consultation(people: make.People) -> Consultation:
    return consultations.consultation(people.clinic)
