"""What an inspector sees of sealed records: that they exist, and more only by two people."""

import pytest
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.accounts.services import viewing
from karsa.audit.models import AuditEntry
from karsa.complaints.tests import make as complaints
from karsa.feedback.models import Guidance
from karsa.kit import clock
from karsa.kit.testing import assert_flat
from karsa.org.models import Leave
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.privacy.models import Unsealing
from karsa.privacy.tests import make


@pytest.fixture
def inspector(people):
    return make.inspector(people)


def counselled(people, words="Sering merasa cemas"):
    person = people.rina
    said = {"kind": "counselling", "answers": {"concern": words}, "day": org.TODAY}
    return Guidance.objects.create(
        agency=person.agency,
        plan=plans.plan(person.assignments.get()),
        employee=person,
        guide=people.andi,
        recorded_at=org.NOW,
        **said,
    )


def body(client, name, *args):
    return client.get(reverse(f"insights:{name}", args=args)).content.decode()


def test_that_they_exist_is_seen_but_not_in_which_small_unit(people, inspector, sign_in):
    counselled(people)
    shown = body(sign_in(inspector), "sealed")
    assert "Konseling: 1–4" in shown
    assert "ditahan" in shown
    assert "cemas" not in shown
    assert people.rina.name not in shown


def test_counselling_is_read_only_when_opened_and_each_reading_is_kept(people, inspector, sign_in):
    counselled(people)
    row = make.unsealing(people, inspector)
    client, address = sign_in(inspector), reverse("insights:unsealed", args=[row.pk])
    assert client.get(address).status_code == 403
    Unsealing.objects.update(state="open", ends=org.TODAY)
    for _n in range(2):
        assert "Sering merasa cemas" in client.get(address).content.decode()
    read = AuditEntry.objects.filter(verb="unsealing.read", object_id=str(row.pk))
    assert read.count() == 2
    assert sign_in(people.hana).get(address).status_code == 403


def test_whoever_looks_along_with_an_inspector_reads_nothing_sealed(people, inspector, sign_in):
    org.grant(people.budi, Role.ADMINISTRATOR)
    counselled(people)
    row = make.opened(people, inspector)
    now, owner = clock.now(), inspector.user
    code = viewing.allow(actor=org.actor(inspector, now), owner=owner, helper=people.budi.user)
    client = sign_in(people.budi)
    assert client.post("/kerja/akun/bantu/", {"code": code}).status_code == 302
    assert "Anda melihat halaman Made Inspektur" in client.get("/kerja/kabar/").content.decode()
    shown = client.get(reverse("insights:unsealed", args=[row.pk]))
    assert shown.status_code == 403
    assert "cemas" not in shown.content.decode()


def test_sick_leave_is_opened_by_itself_and_other_leave_is_not(people, inspector, sign_in):
    days = {"starts": org.TODAY, "ends": org.TODAY}
    for kind in ("sick", "annual"):
        Leave.objects.create(agency=people.rina.agency, employee=people.rina, kind=kind, **days)
    row = make.opened(people, inspector, kind="health")
    shown = body(sign_in(inspector), "unsealed", row.pk)
    assert "Cuti sakit" in shown
    assert "Cuti tahunan" not in shown


def test_one_asks_on_the_page_by_the_number_of_a_person(people, inspector, sign_in):
    client, address = sign_in(inspector), reverse("insights:unseal")
    typed = {"kind": "counselling", "case_number": "700/1", "reason": "Perkara"}
    wrong = client.post(address, typed | {"employee": "123", "second": people.hana.pk})
    assert "NIP ini tidak ditemukan" in wrong.content.decode()
    nobody = client.post(address, typed | {"employee": people.rina.nip, "second": people.andi.pk})
    assert nobody.status_code == 200
    client.post(address, typed | {"employee": people.rina.nip, "second": people.hana.pk})
    assert Unsealing.objects.get().second == people.hana


class TestReports:
    @pytest.fixture
    def row(self, people):
        return complaints.protected(people.clinic, org.unit(people.government))

    def test_a_report_about_conduct_is_sealed_to_the_inspector(
        self, people, row, inspector, sign_in
    ):
        client, address = sign_in(inspector), reverse("complaints:case", args=[row.pk])
        assert row.text not in client.get(address).content.decode()
        acts = client.post(reverse("complaints:take", args=[row.pk]))
        assert acts.status_code == 403
        asked = {"case_number": "1", "reason": "Diperiksa", "second": people.regent.pk}
        client.post(reverse("insights:unseal_report", args=[row.pk]), asked)
        Unsealing.objects.update(state="open", ends=org.TODAY)
        assert row.text in client.get(address).content.decode()
        verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
        assert list(verbs) == ["unsealing.asked", "complaint.read", "unsealing.read"]

    def test_whom_it_is_about_is_not_asked_to_agree(self, people, inspector, sign_in):
        row = complaints.protected(people.hana.assignments.get().unit, people.clinic)
        client, address = sign_in(inspector), reverse("insights:unseal_report", args=[row.pk])
        shown = client.get(address).content.decode()
        assert people.regent.full_name in shown
        assert people.hana.full_name not in shown
        asked = {"case_number": "1", "reason": "Diperiksa", "second": people.hana.pk}
        assert client.post(address, asked).status_code == 200
        assert not Unsealing.objects.exists()

    def test_a_report_about_the_inspectorate_goes_elsewhere(self, people, inspector, sign_in):
        office = inspector.assignments.get().unit
        row = complaints.protected(office, people.office)
        client = sign_in(inspector)
        for name in ("complaints:case", "insights:unseal_report"):
            assert client.get(reverse(name, args=[row.pk])).status_code == 404
        assert "Laporan tentang perilaku: 0" in body(client, "sealed")


def test_the_page_stays_flat(people, inspector, sign_in):
    client = sign_in(inspector)
    assert_flat(
        lambda: client.get(reverse("insights:sealed")),
        lambda: [complaints.protected(people.clinic, people.office) for _n in range(3)],
    )
