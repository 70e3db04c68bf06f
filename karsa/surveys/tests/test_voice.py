from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.indicators.models import Measurement
from karsa.indicators.services import voices
from karsa.indicators.tests import make as indicators
from karsa.org.tests import make as org
from karsa.rules.refused import Refused
from karsa.surveys import services
from karsa.surveys.models import Flag
from karsa.surveys.tests import make

TODAY = org.TODAY


class TestVoice:
    """What surveys say becomes an indicator's figures (indicators/services/voices.py)."""

    def listening(self, people, found, statistic="ikm"):
        row = indicators.indicator(people.clinic, {"measure": "indeks"})
        actor = org.actor(people.andi)
        voices.choose_voice(
            actor=actor, indicator=row, voice="survey", service=found.service, statistic=statistic
        )
        return row

    def feed(self, people) -> None:
        voices.feed_voices(agency=people.clinic.agency, now=org.NOW)

    def values(self, row) -> list[tuple[int, Decimal, Decimal | None, str]]:
        fields = ("month", "value", "weight", "state")
        return list(row.measurements.order_by("pk").values_list(*fields))

    def test_a_month_comes_in_with_its_n_and_origin(self, people):
        found = make.survey(people.clinic)
        make.answers(found, 30, 3, day=date(2026, 2, 3))
        row = self.listening(people, found)
        for _again in range(2):
            self.feed(people)
        assert self.values(row) == [(2, Decimal(75), Decimal(30), "reported")]
        one = row.measurements.get()
        assert one.origin == "survey"
        assert one.source.startswith("Survei kepuasan: Rawat jalan")
        assert "30 suara" in one.note

    def test_few_voices_are_drawn_to_the_region_and_fewer_than_five_are_silent(self, people):
        found, other = (
            make.survey(unit, state="closed") for unit in (people.clinic, people.office)
        )
        make.answers(other, 92, 4, day=date(2026, 2, 3))
        make.answers(found, 8, 2, day=date(2026, 2, 3))
        make.answers(found, 4, 1, day=date(2026, 1, 9))
        row = self.listening(people, found)
        self.feed(people)
        # 8 of 100 say 50, 92 say 100: the region is at 96; √(8/30) of the own figure counts.
        assert self.values(row) == [(2, Decimal("72.2457"), Decimal(8), "reported")]
        assert "ditarik ke 96" in row.measurements.get().note

    def test_a_decision_on_a_flag_corrects_the_figure_and_keeps_the_old(self, people):
        found = make.survey(people.clinic)
        make.answers(found, 30, 3, day=date(2026, 2, 3))
        make.answers(found, 30, 4, day=date(2026, 2, 4))
        row = self.listening(people, found)
        self.feed(people)
        flag = make.flag(found, day=date(2026, 2, 4))
        services.decide_flag(
            actor=org.actor(people.sinta), flag=flag, set_aside=True, reason="Satu perangkat"
        )
        self.feed(people)
        assert [(value, state) for _m, value, _n, state in self.values(row)] == [
            (Decimal("87.5"), "replaced"),
            (Decimal(75), "reported"),
        ]
        last = row.measurements.get(state="reported")
        assert last.corrects == row.measurements.get(state="replaced")
        assert Flag.objects.get().index_with == Decimal("87.50")

    def test_an_element_alone_and_all_set_aside(self, people):
        found = make.survey(people.clinic)
        make.answers(found, 30, (4, 4, 2, 4, 4, 4, 4, 4, 4), day=date(2026, 2, 3))
        row = self.listening(people, found, "waktu")
        self.feed(people)
        assert self.values(row)[0][1] == 50
        found.responses.update(is_counted=False)
        self.feed(people)
        assert self.values(row)[0][3] == Measurement.State.REFUSED

    def test_who_may_choose_and_what_there_is(self, people):
        found = make.survey(people.clinic)
        row = indicators.indicator(people.clinic)
        said: dict[str, Any] = {
            "indicator": row,
            "voice": "survey",
            "statistic": "ikm",
            "service": found.service,
        }
        with pytest.raises(PermissionDenied):
            voices.choose_voice(actor=org.actor(people.rina), **said)
        for over in ({"voice": "gosip"}, {"statistic": "x"}, {"service": None}):
            with pytest.raises(Refused, match="Pilih"):
                voices.choose_voice(actor=org.actor(people.andi), **(said | over))
        assert voices.choose_voice(actor=org.actor(people.andi), **(said | {"voice": ""})) == row
        assert AuditEntry.objects.filter(verb="indicator.voice_chosen").exists()
