"""Reports about conduct: kept away from whom they are about."""

import pytest
from django.core.exceptions import PermissionDenied

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.complaints import services
from karsa.complaints.models import Case
from karsa.complaints.tests import make
from karsa.files.tests.make import photo
from karsa.org.tests import make as org
from karsa.rules.refused import Refused


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


class TestProtected:
    @pytest.fixture
    def row(self, people):
        return make.protected(people.clinic, org.unit(people.government))

    def test_the_reported_unit_sees_nothing(self, people, row, officer, inspector):
        org.grant(people.rina, Role.INSPECTOR)
        org.grant(people.andi, Role.COMPLAINTS_OFFICER)
        for person in (people.rina, people.andi, people.sinta, people.regent, people.budi):
            assert row not in Case.objects.visible_to(org.actor(person))
        for actor in (officer, inspector):
            assert row in Case.objects.visible_to(actor)

    def test_every_read_and_every_opened_contact_is_recorded(self, row, officer, inspector):
        make.contact(row)
        services.note_read(actor=inspector, case=row)
        assert services.open_contact(actor=officer, case=row)["name"] == "Wayan Suta"
        assert verbs() == ["complaint.read", "complaint.contact_read"]
        with pytest.raises(PermissionDenied):
            services.open_contact(actor=inspector, case=row)

    def test_whom_it_names_is_heard_before_it_counts_as_true(self, people, row, inspector, officer):
        services.answer(actor=inspector, case=row, text="Sudah kami periksa")
        asked = services.hear(actor=officer, case=row, employee=people.rina, question="Karcis?")
        seen = [photo()]
        with pytest.raises(Refused, match="belum didengar"):
            services.verify(actor=officer, case=row, is_fixed=True, text="Ya", evidence=seen)
        rina = org.actor(people.rina)
        assert row not in Case.objects.visible_to(rina)
        with pytest.raises(PermissionDenied):
            services.reply(actor=org.actor(people.andi), hearing=asked, text="x")
        services.reply(actor=rina, hearing=asked, text="Bukan saya")
        with pytest.raises(Refused, match="sudah diterima"):
            services.reply(actor=rina, hearing=asked, text="Lagi")
        assert Case.objects.get().finding == "unproven"
        services.verify(
            actor=officer, case=row, is_fixed=True, text="Ya", evidence=seen, finding="false"
        )
        assert Case.objects.get().finding == "false"

    def test_who_was_heard_before_stays_outside_and_is_waited_for(
        self, people, row, inspector, officer
    ):
        services.answer(actor=inspector, case=row, text="Sudah kami periksa")
        org.grant(people.rina, Role.INSPECTOR)
        Case.objects.update(about_unit=None)
        first = services.hear(actor=officer, case=row, employee=people.rina, question="Karcis?")
        other = services.hear(actor=officer, case=row, employee=people.budi, question="Karcis?")
        assert row not in Case.objects.visible_to(org.actor(people.rina))
        services.reply(actor=org.actor(people.budi), hearing=other, text="Bukan saya")
        seen = [photo()]
        with pytest.raises(Refused, match="belum didengar"):
            services.verify(actor=officer, case=row, is_fixed=True, text="Ya", evidence=seen)
        services.reply(actor=org.actor(people.rina), hearing=first, text="Bukan saya")
        services.verify(actor=officer, case=row, is_fixed=True, text="Ya", evidence=seen)

    def test_never_given_to_whom_it_was_put(self, people, officer, inspector):
        row = make.protected(people.clinic, people.office, about_unit=None)
        for person in (people.sinta, people.budi):
            services.hear(actor=officer, case=row, employee=person, question="Karcis?")
        with pytest.raises(Refused, match="Pilih pegawai"):
            services.give(actor=inspector, case=row, employee=people.sinta)

    def test_never_public_and_never_joined(self, people, row, officer):
        row.may_publish = True
        row.save()
        with pytest.raises(PermissionDenied):
            services.publish(actor=officer, case=row, text="x", answer="")
        with pytest.raises(Refused, match="tidak ditampilkan"):
            services.publish(actor=officer, case=make.case(people.clinic), text="x", answer="")
        with pytest.raises(PermissionDenied):
            services.merge(actor=officer, case=row, into=make.case(people.clinic))
        with pytest.raises(Refused, match="sendiri-sendiri"):
            services.merge(actor=officer, case=make.case(people.clinic), into=row)
