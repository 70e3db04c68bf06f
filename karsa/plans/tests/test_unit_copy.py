"""Last year's plans of a whole unit become drafts; what cannot be copied is said."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.kit.testing import assert_flat, queries_of
from karsa.org.models import EmployeeStatus
from karsa.org.tests import make as org
from karsa.plans import services
from karsa.plans.models import PerformancePlan
from karsa.plans.queries.unit_copy import copies_of
from karsa.plans.tests import make
from karsa.rules.refused import Refused


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


def last(person, **over):
    """Last year's plan of a person: a result, a measure, an action from March on."""
    plan = make.plan(
        person.assignments.get(),
        year=2025,
        starts=date(2025, 1, 1),
        ends=date(2025, 12, 31),
        **over,
    )
    result = make.result(plan, text="Ibu hamil terlayani")
    make.measure(result)
    make.action(result, starts=date(2025, 3, 1))
    return plan


def notes(people):
    found = copies_of(people.clinic, 2026, org.TODAY)
    return {one.post.employee.name.split()[0]: one.note for one in found}


def test_each_gets_a_draft_of_the_own_and_nothing_is_agreed(people):
    last(people.rina), last(people.dedi)
    assert services.copy_unit(actor=org.actor(people.andi), unit=people.clinic, year=2026) == 2

    plan = PerformancePlan.objects.get(year=2026, assignment__employee=people.rina)
    assert (plan.state, plan.rater, plan.employee_agreed_at) == ("draft", people.andi, None)
    assert plan.results.get().text == "Ibu hamil terlayani"
    assert plan.results.get().measures.count() == 1
    assert (plan.actions.get().starts, plan.actions.get().ends) == (
        date(2026, 3, 1),
        date(2026, 12, 31),
    )
    assert AuditEntry.objects.filter(verb="plan.copied").count() == 2


def test_what_cannot_be_copied_says_why(people, agency):
    last(people.rina), make.plan(people.rina.assignments.get())
    last(people.dedi)
    EmployeeStatus.objects.create(
        agency=agency, employee=people.dedi, kind="unpaid_leave", starts=date(2026, 1, 1)
    )

    said = notes(people)
    assert said["Rina"] == "Sudah punya rencana 2026."
    assert "Cuti di luar tanggungan negara" in said["Dedi"]
    assert said["Andi"] == "Belum ada rencana 2025 yang bisa disalin."
    with pytest.raises(Refused, match="Tidak ada rencana"):
        services.copy_unit(actor=org.actor(people.andi), unit=people.clinic, year=2026)


def test_an_empty_plan_and_another_form_are_left(people):
    make.plan(people.dedi.assignments.get(), year=2025, starts="2025-01-01", ends="2025-12-31")
    last(people.rina, for_head=True)

    said = notes(people)
    assert said["Dedi"] == "Rencana 2025 ada, tetapi tanpa hasil kerja."
    assert "Formulir jabatan pimpinan berbeda" in said["Rina"]


def test_the_operator_may_and_a_stranger_may_not(people):
    last(people.rina)
    with pytest.raises(PermissionDenied):
        services.copy_unit(actor=org.actor(people.budi), unit=people.clinic, year=2026)
    org.grant(people.dedi, Role.UNIT_OPERATOR, people.clinic.path)
    assert services.copy_unit(actor=org.actor(people.dedi), unit=people.clinic, year=2026) == 1


def test_it_costs_the_same_for_many_and_twice_copies_none(people, sign_in):
    last(people.rina)
    andi, address = sign_in(people.andi), reverse("plans:copy_unit", args=[people.clinic.pk, 2026])
    assert_flat(lambda: andi.get(address), lambda: last(people.dedi))

    cost = len(queries_of(lambda: andi.post(address)))
    assert cost <= 25
    assert andi.post(address).status_code == 409
    page = andi.get(address).content.decode()
    assert "Tidak ada rencana 2025 yang bisa disalin" in page
    assert "Sudah punya rencana 2026." in page
