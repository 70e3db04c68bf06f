"""Pages of staff: what they show to whom, and what they cost."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.complaints.models import AnswerTemplate, Area, Route
from karsa.complaints.queries import figures
from karsa.complaints.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.models import RuleSet
from karsa.org.tests import make as org
from karsa.rules.complaints import USUAL


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)


def read(client, name, *args, **query):
    response = client.get(reverse(f"complaints:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


class TestReading:
    def test_the_queue_costs_the_same_for_many(self, people, ketut, sign_in):
        client, category = sign_in(ketut), make.category(people.clinic.agency)
        make.area(people.clinic.agency)

        def grow():
            for _ in range(5):
                main = make.case(people.clinic, category=category, area_code="52.71.01.1001")
                make.case(people.clinic, state="merged", main=main)

        grow()
        assert_flat(lambda: read(client, "home"), grow)

    def test_a_case_costs_the_same_for_many_steps(self, people, ketut, sign_in):
        client, row = sign_in(ketut), make.case(people.clinic)

        def grow():
            for _ in range(5):
                row.steps.create(agency=row.agency, kind="note", text="x", at=org.NOW)
                make.case(people.clinic, text=row.text)
                make.case(people.clinic, state="merged", main=row)

        grow()
        assert_flat(lambda: read(client, "case", row.pk), grow, budget=12)

    def test_the_eldest_stands_first_and_says_how_late_it_is(self, people, sign_in):
        make.case(people.clinic, text="Baru kemarin")
        make.case(people.clinic, text="Sudah lama", due_on=org.TODAY - timedelta(days=1))
        shown = read(sign_in(people.andi), "home")
        assert shown.index("Sudah lama") < shown.index("Baru kemarin")
        for text in ("1 laporan lewat batas jawaban", "Lewat 1 hari kerja", "16 hari kerja lagi"):
            assert text in shown

    def test_an_answer_may_begin_with_ready_words(self, people, sign_in):
        row, said = make.case(people.clinic), {"title": "Terima kasih", "text": "Sudah kami baca."}
        ready = AnswerTemplate.objects.create(agency=row.agency, **said)
        client = sign_in(people.andi)
        assert f"?contoh={ready.pk}" in read(client, "case", row.pk)
        assert "Sudah kami baca." in read(client, "act", row.pk, "jawab", contoh=ready.pk)

    def test_likeness_is_offered_and_a_person_decides(self, people, ketut, sign_in):
        category = make.category(people.clinic.agency)
        said = {"category": category, "text": "Lampu jalan mati di depan pasar Melati"}
        row = make.case(people.clinic, **said)
        make.case(people.clinic, category=category, text="Lampu jalan depan pasar Melati mati lagi")
        make.case(people.clinic, category=category, text="Petugas loket ramah sekali")
        shown = read(sign_in(ketut), "case", row.pk)
        assert "Mungkin laporan yang sama" in shown
        assert "mati lagi" in shown
        assert "ramah sekali" not in shown

    def test_reading_a_protected_case_leaves_a_trace_each_time(self, people, ketut, sign_in):
        row = make.protected(people.clinic, org.unit(people.government))
        client = sign_in(ketut)
        assert row.text not in read(client, "home")
        for _ in range(2):
            assert "belum terbukti" in read(client, "case", row.pk)
        assert AuditEntry.objects.filter(verb="complaint.read", object_id=row.pk).count() == 2

    def test_who_reported_stands_behind_a_recorded_press(self, people, ketut, sign_in):
        row = make.case(people.clinic)
        make.contact(row)
        client = sign_in(ketut)
        assert "Wayan Suta" not in read(client, "case", row.pk)
        opened = client.post(reverse("complaints:contact", args=[row.pk]))
        assert "Wayan Suta" in opened.content.decode()
        assert AuditEntry.objects.filter(verb="complaint.contact_read").count() == 1
        assert "Tersegel" in read(sign_in(people.andi), "case", row.pk)

    def test_who_works_in_the_unit_that_answers_does_not_read_who_reported(
        self, people, ketut, sign_in
    ):
        row = make.case(people.clinic)
        make.contact(row)
        org.grant(people.rina, Role.COMPLAINTS_OFFICER)
        client = sign_in(people.rina)
        assert "Tersegel" in read(client, "case", row.pk)
        assert client.post(reverse("complaints:contact", args=[row.pk])).status_code == 403


class TestSettingUp:
    def test_the_narrowest_rule_of_the_day_wins(self, people, ketut, sign_in):
        category, client = make.category(people.clinic.agency, people.office), sign_in(ketut)
        more = {"area_code": "5271011001", "starts": "2026-03-01"}
        said = {"category": category.pk, "unit": people.clinic.pk} | more
        assert client.post(reverse("complaints:rule_new"), said).status_code == 302
        from_now = {"starts": "2026-03-04", "area_code": ""}
        client.post(reverse("complaints:rule_new"), said | from_now)
        assert str(Route.objects.get(unit=people.office).ends) == "2026-03-03"
        assert (
            "5271"
            in client.post(
                reverse("complaints:rule_new"), said | {"area_code": "5271?"}
            ).content.decode()
        )
        assert_flat(
            lambda: read(client, "setup"), lambda: make.category(category.agency, people.clinic)
        )

    def test_areas_come_in_whole_or_not_at_all(self, people, ketut, sign_in):
        client = sign_in(ketut)

        def send(text):
            said = {"file": SimpleUploadedFile("wilayah.csv", text.encode())}
            return client.post(reverse("complaints:areas"), said)

        wrong = send("kode,nama\n52.71.01,Kecamatan Mawar\nxx,Salah\n")
        assert "Baris 3" in wrong.content.decode()
        assert not Area.objects.exists()
        for name in ("Kelurahan Melati", "Kelurahan Melati Baru"):
            assert (
                send(f"kode,nama\n52.71.01,Kecamatan Mawar\n5271011001,{name}\n").status_code == 302
            )
        assert list(Area.objects.order_by("code").values_list("code", "name")) == [
            ("52.71.01", "Kecamatan Mawar"),
            ("52.71.01.1001", "Kelurahan Melati Baru"),
        ]

    def test_an_agency_has_its_own_terms(self, people, client):
        agency = people.clinic.agency
        RuleSet.objects.create(
            agency=agency, year=2026, key="complaints", values={"complaint": 3}, source="Perbup 1"
        )
        assert "3 hari kerja" in client.get(reverse("portal:report")).content.decode()
        assert USUAL.complaint == 14


class TestFigures:
    def test_the_public_sees_no_cell_under_five(self, people, client):
        service = make.service(people.clinic, name="Poli gigi")
        for _ in range(4):
            make.closed(people.clinic, service=service)
        shown = client.get(reverse("portal:report_figures")).content.decode()
        assert "Belum cukup laporan" in shown
        assert "kurang dari 5" in self.of_unit(people, client)
        make.closed(people.clinic, service=service, answered_in_time=False, rating=4)
        caches["pages"].clear()  # no act of anybody stands in the trail
        shown = client.get(reverse("portal:report_figures")).content.decode()
        assert "80,0% laporan warga dijawab dalam batas waktu" in shown
        assert "dari 5" in self.of_unit(people, client)

    def of_unit(self, people, client):
        return client.get(reverse("portal:unit_reports", args=[people.clinic.pk])).content.decode()

    def test_only_what_was_allowed_and_worded_is_public(self, people, client):
        make.answered(people.clinic, may_publish=True, text="Kata asli")
        # Without a day there is no place in the order of pages.
        make.case(people.clinic, may_publish=True, public_text="Belum dijawab")
        make.answered(people.clinic, may_publish=True, public_text="Diringkas petugas")
        shown = client.get(reverse("portal:report_figures")).content.decode()
        assert "Diringkas petugas" in shown
        assert "Kata asli" not in shown
        assert "Belum dijawab" not in shown

    def test_the_indicators_hear_each_month_with_its_n(self, people):
        service = make.service(people.clinic)
        day = org.TODAY - timedelta(days=10)
        for fast in (True, True, False):
            make.closed(people.clinic, service=service, received_on=day, answered_in_time=fast)
        make.case(people.clinic, received_on=day)
        make.protected(people.clinic, people.office, service=service, received_on=day)
        agency = people.clinic.agency
        (of_service,) = figures.heard(agency, service.pk, "in_time", 2026)
        assert (of_service.month, of_service.n) == (2, 3)
        assert str(of_service.value) == "66.7"
        (days,) = figures.heard(agency, service.pk, "median_days", 2026)
        assert (str(days.value), days.n) == ("10", 3)
        (again,) = figures.heard(agency, service.pk, "reopened", 2026)
        assert again.value == 0
        assert figures.heard(agency, None, "received", 2026)[0].value == 4
        assert figures.heard(agency, service.pk, "in_time", 2025) == []

    def test_what_the_indicators_hear_costs_the_same_for_many_unanswered(self, people):
        agency = people.clinic.agency
        assert_flat(
            lambda: figures.heard(agency, None, "in_time", 2026),
            lambda: [make.case(people.clinic) for _ in range(3)],
            budget=1,
        )

    def test_conduct_is_in_no_figure_of_an_office(self, people):
        make.protected(people.clinic, people.office)
        agency, span = people.clinic.agency, (org.TODAY - timedelta(days=9), org.TODAY)
        cases = figures.came_in(agency, *span)
        assert len(cases) == 1
        assert figures.by_unit(agency, cases, org.TODAY, public=False) == []

    def test_offices_cost_the_same_for_many(self, people, sign_in):
        client = sign_in(people.hana)
        make.answered(people.clinic)

        def grow():
            for _ in range(5):
                make.answered(org.unit(people.government, kind="office"))
                make.answered(people.clinic)

        grow()
        assert_flat(lambda: read(client, "figures"), grow)
        assert_flat(lambda: read(client, "unit", people.clinic.pk), grow)
