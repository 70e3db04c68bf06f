"""People of the reports: of the intake office, an inspector, a head."""

import pytest

from karsa.accounts.roles import Role
from karsa.org.tests import make as org


@pytest.fixture
def officer(people):
    """Of the intake office, outside every unit of the tests."""
    person = org.employee(people.clinic.agency, "Ketut Petugas")
    org.assignment(person, org.unit(people.government, name="Diskominfo"))
    org.grant(person, Role.COMPLAINTS_OFFICER)
    return org.actor(person)


@pytest.fixture
def inspector(people):
    person = org.employee(people.clinic.agency, "Made Inspektur")
    org.assignment(person, org.unit(people.government, name="Inspektorat"))
    org.grant(person, Role.INSPECTOR)
    return org.actor(person)


@pytest.fixture
def andi(people):
    return org.actor(people.andi)


@pytest.fixture
def ketut(people):
    """Of the intake office."""
    person = org.employee(people.clinic.agency, "Ketut Petugas")
    org.assignment(person, org.unit(people.government, name="Diskominfo"))
    org.grant(person, Role.COMPLAINTS_OFFICER)
    return person
