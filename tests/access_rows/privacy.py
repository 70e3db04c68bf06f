"""Sealed records, incidents and requests about one's own data."""

from datetime import timedelta

from karsa.accounts.roles import Role
from karsa.complaints.tests import make as complaints
from karsa.org.tests import make
from karsa.privacy.models import Unsealing
from karsa.privacy.tests import make as privacy


def incident(people: make.People) -> int:
    """What the administrator keeps the register of."""
    return privacy.incident(people.clinic.agency).pk


def data_request(people: make.People) -> int:
    """Rina wants her day of birth corrected."""
    return privacy.request(people.rina).pk


def unsealing(people: make.People) -> int:
    """Somebody of the inspectorate asks to read about Rina; Hana is the second person."""
    return privacy.unsealing(people, privacy.inspector(people)).pk


def unsealing_of_budi(people: make.People) -> int:
    """Budi, made an inspector, may read it."""
    make.grant(people.budi, Role.INSPECTOR)
    ends = make.TODAY + timedelta(days=14)
    return privacy.unsealing(people, people.budi, state=Unsealing.State.OPEN, ends=ends).pk


def conduct_report(people: make.People) -> int:
    """About the conduct of her clinic; Budi examines such reports."""
    make.grant(people.budi, Role.INSPECTOR)
    return complaints.protected(people.clinic, make.unit(people.government)).pk
