"""Sealed records: nothing opens without a case number and a second person."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.inbox.models import Notice
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.privacy import policies
from karsa.privacy.models import Unsealing
from karsa.privacy.queries.unsealing import seconds, told_about
from karsa.privacy.services import unsealing as services
from karsa.privacy.tests import make
from karsa.rules.refused import Refused


@pytest.fixture
def made(people):
    return make.inspector(people)


def asked(made, people, **over):
    said = {"kind": "counselling", "employee": people.rina, "second": people.hana}
    said |= {"case_number": "700/12", "reason": "Majelis kode etik"}
    return services.ask(actor=org.actor(made), **(said | over))


def test_one_asks_another_agrees_and_only_then_it_opens(people, made):
    row = asked(made, people)
    assert policies.seal_opened_to(org.actor(made), "counselling", people.rina.pk) is None
    assert Notice.objects.get().user_id == people.hana.user_id
    services.answer(actor=org.actor(people.hana), unsealing=row, agrees=True, text="Ya")
    assert policies.seal_opened_to(org.actor(made), "counselling", people.rina.pk) == row
    for kind, key in (("health", people.rina.pk), ("counselling", people.dedi.pk)):
        assert policies.seal_opened_to(org.actor(made), kind, key) is None
    assert policies.seal_opened_to(org.actor(people.hana), "counselling", people.rina.pk) is None
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["unsealing.asked", "unsealing.open"]


def test_it_closes_by_itself(people, made):
    row = make.opened(people, made)
    services.note_reading(actor=org.actor(made), unsealing=row)
    later = org.actor(made, org.NOW + timedelta(days=15))
    with pytest.raises(PermissionDenied):
        services.note_reading(actor=later, unsealing=row)
    assert policies.seal_opened_to(later, "counselling", people.rina.pk) is None


def test_the_person_hears_of_it_once_it_is_over_but_never_of_a_report(people, made):
    row = make.opened(people, made)
    make.opened(people, made, kind="report", employee=None, report=4)
    rina = org.actor(people.rina)
    assert list(told_about(rina)) == []
    assert row not in Unsealing.objects.visible_to(rina)
    assert list(told_about(org.actor(people.rina, org.NOW + timedelta(days=15)))) == [row]


@pytest.mark.parametrize("words", [{"case_number": " "}, {"reason": ""}])
def test_without_number_or_reason_nothing_is_asked(people, made, words):
    with pytest.raises(Refused, match="nomor perkara"):
        asked(made, people, **words)


def test_the_second_person_is_elsewhere_holds_a_role_and_is_not_concerned(people, made):
    beside = org.employee(made.agency)
    org.assignment(beside, made.assignments.get().unit)
    org.grant(beside, Role.PERFORMANCE_MANAGER)
    for second in (beside, people.andi, made):
        with pytest.raises(Refused, match="orang kedua"):
            asked(made, people, second=second)
    with pytest.raises(Refused, match="orang kedua"):
        asked(made, people, employee=people.hana)
    with pytest.raises(Refused, match="orang lain"):
        asked(made, people, employee=made)
    assert set(seconds(org.actor(made))) == {people.hana, people.regent}


def test_an_inspector_with_another_office_agrees_to_nothing(people, made):
    row = asked(made, people)
    org.grant(people.hana, Role.INSPECTOR)
    with pytest.raises(PermissionDenied):
        services.answer(actor=org.actor(people.hana), unsealing=row, agrees=True, text="Ya")
    with pytest.raises(Refused, match="orang kedua"):
        asked(made, people)


def test_only_inspectors_ask_and_only_the_named_one_answers_once(people, made):
    with pytest.raises(PermissionDenied):
        asked(people.hana, people)
    row = asked(made, people)
    for other in (made, people.regent, people.rina):
        with pytest.raises(PermissionDenied):
            services.answer(actor=org.actor(other), unsealing=row, agrees=True, text="Ya")
    hana = org.actor(people.hana)
    with pytest.raises(Refused, match="alasan"):
        services.answer(actor=hana, unsealing=row, agrees=True, text=" ")
    services.answer(actor=hana, unsealing=row, agrees=False, text="Tidak perlu")
    with pytest.raises(Refused, match="sudah dijawab"):
        services.answer(actor=hana, unsealing=row, agrees=True, text="Ya")
    assert policies.seal_opened_to(org.actor(made), "counselling", people.rina.pk) is None


def test_the_database_knows_that_it_takes_two(people, made):
    with pytest.raises(IntegrityError):
        make.unsealing(people, made, second=made)


def test_the_head_of_region_sees_each_reading_in_a_flat_list(people, made, sign_in):
    def grow():
        for _n in range(3):
            row = make.opened(people, made)
            services.note_reading(actor=org.actor(made), unsealing=row)

    client, address = sign_in(people.regent), reverse("privacy:unsealings")
    grow()
    assert "dibaca 1 kali" in client.get(address).content.decode()
    assert_flat(lambda: client.get(address), grow)


def test_the_second_person_answers_on_the_page(people, made, sign_in):
    row = make.unsealing(people, made)
    client = sign_in(people.hana)
    shown = client.get(reverse("privacy:unsealing", args=[row.pk])).content.decode()
    assert "Diminta majelis kode etik." in shown
    said = {"decision": "agree", "text": "Untuk perkara ini saja"}
    client.post(reverse("privacy:answer_unsealing", args=[row.pk]), said)
    row.refresh_from_db()
    assert (row.state, row.answer) == ("open", "Untuk perkara ini saja")
