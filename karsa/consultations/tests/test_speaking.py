from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.consultations import services
from karsa.consultations.models import Contribution, Support
from karsa.consultations.services import Said
from karsa.consultations.tests import make
from karsa.org.tests import make as org
from karsa.org.tests.make import TODAY
from karsa.rules.refused import Refused


def say(text: str = "Setuju", kind: str = "for", **over: Any) -> Said:
    return Said(uuid4(), kind, text, **over)


def verbs():
    return set(AuditEntry.objects.values_list("verb", flat=True))


class TestTakingPart:
    def test_staff_of_the_unit_speak_once_per_form(self, people):
        found, said = make.consultation(people.clinic, is_public=False), say()
        first = services.contribute(actor=org.actor(people.rina), consultation=found, said=said)
        again = services.contribute(actor=org.actor(people.rina), consultation=found, said=said)

        assert first == again
        assert first.employee == people.rina
        with pytest.raises(PermissionDenied):
            services.contribute(actor=org.actor(people.budi), consultation=found, said=say())

    def test_the_office_above_is_heard_where_the_public_is(self, people):
        found = make.consultation(people.clinic)
        services.contribute(actor=org.actor(people.budi), consultation=found, said=say())
        assert found.contributions.get().origin == "staff"

    def test_a_nameless_word_leaves_no_trace_of_the_person(self, people):
        found, rina = make.consultation(people.clinic), org.actor(people.rina)
        row = services.contribute(actor=rina, consultation=found, said=say(), nameless=True)

        entry = AuditEntry.objects.get(verb="contribution.added")
        assert row.employee is None
        assert entry.actor_id is None
        assert (entry.at.hour, entry.at.minute, entry.at.second) == (0, 0, 0)

    def test_outside_its_dates_nobody_speaks(self, people):
        rina = org.actor(people.rina)
        early = make.consultation(people.clinic, starts=TODAY + timedelta(days=2))
        for found, message in ((make.ended(people.clinic), "ditutup"), (early, "belum dimulai")):
            with pytest.raises(Refused, match=message):
                services.contribute(actor=rina, consultation=found, said=say())
        with pytest.raises(Refused, match="Tulis dulu"):
            services.contribute(
                actor=rina, consultation=make.consultation(people.clinic), said=say(" ")
            )

    def test_only_an_alternative_carries_another_target(self, people):
        found, rina = make.consultation(people.clinic), org.actor(people.rina)
        for kind, kept in (("for", None), ("alternative", 45)):
            row = services.contribute(actor=rina, consultation=found, said=say(kind=kind, value=45))
            assert row.value == kept

    def test_paper_is_typed_by_the_unit_until_the_answers_are_due(self, people):
        andi, group = org.actor(people.andi), make.group(people.clinic)
        found = make.consultation(people.clinic, ends=TODAY - timedelta(days=1))
        row = services.contribute_on_paper(
            actor=andi, consultation=found, said=say(), shown_name="Bu Ketut", group=group
        )
        assert (row.origin, row.shown_name, row.group) == ("paper", "Bu Ketut", group)
        with pytest.raises(Refused, match="sampai batas"):
            services.contribute_on_paper(
                actor=andi, consultation=make.ended(people.clinic), said=say()
            )
        with pytest.raises(PermissionDenied):
            services.contribute_on_paper(
                actor=org.actor(people.rina), consultation=found, said=say()
            )

    def test_citizens_speak_without_a_trace(self, people, agency):
        found = make.consultation(people.clinic)
        row = services.contribute_publicly(
            agency=agency, consultation=found, said=say(), today=TODAY
        )
        entry = AuditEntry.objects.get(verb="contribution.added")
        assert (row.employee, row.state, row.is_checked) == (None, "shown", False)
        assert (entry.actor_id, entry.at.hour) == (None, 0)

    def test_a_number_waits_and_a_closed_circle_is_closed(self, people, agency):
        found = make.consultation(people.clinic)
        row = services.contribute_publicly(
            agency=agency, consultation=found, said=say("Telepon 081234567890"), today=TODAY
        )
        assert row.state == "hidden"
        assert "nomor" in row.hidden_because
        inner = make.consultation(people.clinic, is_public=False)
        with pytest.raises(Refused, match="pegawai unit"):
            services.contribute_publicly(agency=agency, consultation=inner, said=say(), today=TODAY)
        with pytest.raises(Refused, match="pegawai unit"):
            services.support_publicly(
                agency=agency, contribution=make.said(inner), browser="a", today=TODAY
            )


class TestSupport:
    def test_one_person_supports_once_and_may_take_it_back(self, people):
        row, rina = make.said(make.consultation(people.clinic)), org.actor(people.rina)
        for _again in range(2):
            services.support(actor=rina, contribution=row)
        row.refresh_from_db()
        assert row.supports == 1
        services.support(actor=rina, contribution=row, on=False)
        row.refresh_from_db()
        assert row.supports == 0
        assert {"contribution.supported", "contribution.unsupported"} <= verbs()

    def test_one_browser_supports_once_and_its_supports_cannot_be_joined(self, people, agency):
        found = make.consultation(people.clinic)
        rows = [make.said(found), make.said(found)]
        for row in rows * 2:
            services.support_publicly(agency=agency, contribution=row, browser="kata", today=TODAY)
        digests = set(Support.objects.values_list("browser", flat=True))
        assert len(digests) == 2
        assert not any("kata" in digest for digest in digests)

    def test_not_ones_own_nor_what_is_hidden_nor_by_strangers(self, people):
        found, rina = make.consultation(people.clinic, is_public=False), org.actor(people.rina)
        own = make.said(found, origin="staff", employee=people.rina)
        hidden = make.said(found, state="hidden", hidden_because="hinaan")
        with pytest.raises(Refused, match="sendiri"):
            services.support(actor=rina, contribution=own)
        with pytest.raises(Refused, match="disembunyikan"):
            services.support(actor=rina, contribution=hidden)
        with pytest.raises(PermissionDenied):
            services.support(actor=org.actor(people.budi), contribution=own)


def test_what_is_anonymous_cannot_be_joined_with_what_knows_people():
    """No column of a citizen's word or support holds a moment, an account or an address."""
    for model in (Contribution, Support):
        names = {field.name for field in model._meta.get_fields() if field.concrete}
        assert not names & {"at", "created_at", "user", "actor", "address", "request_id", "ip"}
