from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.consultations import services
from karsa.consultations.tests import make
from karsa.org.tests import make as org
from karsa.org.tests.make import TODAY
from karsa.rules.refused import Refused


def verbs():
    return set(AuditEntry.objects.values_list("verb", flat=True))


class TestOutreach:
    def test_groups_are_kept_once(self, people):
        andi = org.actor(people.andi)
        row = services.keep_group(actor=andi, name="Komite SDN 3", kind="school_committee")
        services.keep_group(actor=andi, name="Komite SDN 3", kind="village", group=row)
        with pytest.raises(Refused, match="sudah ada"):
            services.keep_group(actor=andi, name="komite sdn 3", kind="village")
        with pytest.raises(PermissionDenied):
            services.keep_group(actor=org.actor(people.rina), name="X", kind="village")

    def test_letters_are_numbered_and_go_once_to_each(self, people):
        found, andi = make.consultation(people.clinic), org.actor(people.andi)
        groups = [make.group(people.clinic), make.group(people.clinic)]
        letter: dict[str, Any] = {
            "consultation": found,
            "number": "005/1",
            "place": "Melati",
            "day": TODAY,
        }
        made = services.invite(actor=andi, groups=groups, **letter)
        assert [row.number for row in made] == ["005/1/1", "005/1/2"]
        with pytest.raises(Refused, match="sudah diundang"):
            services.invite(actor=andi, groups=groups[:1], **letter)
        more, third = letter | {"number": "005/1/2"}, [make.group(people.clinic)]
        with pytest.raises(Refused, match="Nomor surat"):
            services.invite(actor=andi, groups=third, **more)
        with pytest.raises(Refused, match="Pilih kelompok"):
            services.invite(actor=andi, groups=[], **letter)
        with pytest.raises(PermissionDenied):
            services.invite(actor=org.actor(people.rina), groups=groups, **letter)
        inner = make.consultation(people.clinic, is_public=False)
        with pytest.raises(Refused, match="untuk warga"):
            services.invite(actor=andi, groups=groups, **(letter | {"consultation": inner}))


class TestMeetings:
    def _minutes(self, **over: Any) -> services.Minutes:
        said: dict[str, Any] = {
            "day": TODAY,
            "place": "Balai",
            "led_by": "Andi",
            "points": "A",
            "agreements": "",
        }
        return services.Minutes(**(said | {"people": [("Wayan", "RT 3")]} | over))

    def test_minutes_are_written_and_written_anew(self, people):
        found, andi = make.consultation(people.clinic), org.actor(people.andi)
        row = services.write_minutes(actor=andi, consultation=found, minutes=self._minutes())
        services.write_minutes(
            actor=andi,
            consultation=found,
            minutes=self._minutes(people=[("Made", ""), ("Nyoman", "")]),
            meeting=row,
        )
        assert [one.name for one in row.participants.all()] == ["Made", "Nyoman"]
        assert "meeting.recorded" in verbs()

    @pytest.mark.parametrize(
        ("over", "message"),
        [({"day": TODAY + timedelta(days=1)}, "belum berlangsung"), ({"people": []}, "peserta")],
    )
    def test_not_of_a_day_to_come_nor_without_people(self, people, over, message):
        with pytest.raises(Refused, match=message):
            services.write_minutes(
                actor=org.actor(people.andi),
                consultation=make.consultation(people.clinic),
                minutes=self._minutes(**over),
            )

    def test_not_by_strangers_nor_after_the_decision(self, people):
        found = make.ended(people.clinic, state="decided", outcome="adopted", decision="Ya")
        with pytest.raises(Refused, match="belum diputuskan"):
            services.write_minutes(
                actor=org.actor(people.andi), consultation=found, minutes=self._minutes()
            )
        with pytest.raises(PermissionDenied):
            services.write_minutes(
                actor=org.actor(people.rina), consultation=found, minutes=self._minutes()
            )
