from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from karsa.jobs.models import Batch, BatchRow
from karsa.kit.digests import keyed
from karsa.org.tests import make as org
from karsa.rules.refused import Refused
from karsa.surveys.services.paper import run_paper, take_paper
from karsa.surveys.tests import make

TODAY = org.TODAY


MESSY = """Rekapitulasi SKM;;;;;;;;;;;
;;;;;;;;;;;
No;U1;U2;U3;U4;U5;U6;U7;U8;U9;Tanggal;Saran
1;4;4;4;4;4;4;4;4;4;2/3/2026;Ramah
2;4,0;3.0; 4 ;-;4;4;4;4;4;;
3;5;4;4;4;4;4;4;4;4;;
4;;;;;;;;;;;
5;baik;4;4;4;4;4;4;4;4;;
6;4;4;4;4;4;4;4;4;4;1/1/2020;
"""


class TestPaper:
    def take(self, people, found, text=MESSY) -> Batch:
        upload = SimpleUploadedFile("skm.csv", text.encode("cp1252"))
        batch = take_paper(actor=org.actor(people.andi), survey=found, upload=upload)
        run_paper(agency=found.agency, batch_id=batch.pk, survey_id=found.pk, now=org.NOW)
        batch.refresh_from_db()
        return batch

    def test_a_messy_sheet_says_what_became_of_each_row(self, people):
        found = make.survey(people.clinic)
        batch = self.take(people, found)
        assert (batch.taken, batch.refused) == (2, 4)
        assert sorted(found.responses.values_list("day", "u4")) == [
            (date(2026, 3, 2), 4),
            (TODAY, None),
        ]
        notes = " ".join(BatchRow.objects.values_list("note", flat=True))
        for why in ("U1: “5” bukan", "Tidak ada jawaban", "“baik” bukan", "di luar masa"):
            assert why in notes
        assert found.comments.count() == 1

    def test_the_same_sheet_again_changes_nothing(self, people):
        found = make.survey(people.clinic)
        self.take(people, found)
        assert self.take(people, found).taken == 0
        assert found.responses.count() == 2

    def test_what_is_published_stays_and_what_is_closed_is_looked_over(self, people):
        found = make.survey(people.clinic, state="closed")
        same = MESSY + "7;4;4;4;4;4;4;4;4;4;;\n" * 30
        assert self.take(people, found, same).taken == 32
        assert found.flags.filter(state="waiting").exists()
        keys = [keyed("surveys-comment", found.agency_id, key.hex) for key in self.keys(found)]
        assert found.comments.get().key.hex not in [key[:32] for key in keys]
        assert self.take(people, found, same).taken == 0
        upload = SimpleUploadedFile("skm.csv", MESSY.encode())
        batch = take_paper(actor=org.actor(people.andi), survey=found, upload=upload)
        found.published_on = TODAY
        found.save()
        run_paper(agency=found.agency, batch_id=batch.pk, survey_id=found.pk, now=org.NOW)
        batch.refresh_from_db()
        assert batch.state == Batch.State.FAILED
        with pytest.raises(Refused, match="sudah terbit"):
            self.take(people, found)

    def keys(self, found):
        return found.responses.values_list("key", flat=True)

    def test_who_may_not_and_what_is_no_sheet(self, people):
        found = make.survey(people.clinic)
        with pytest.raises(Refused, match="Kolom wajib"):
            self.take(people, found, "No;U1\n1;4\n")
        upload = SimpleUploadedFile("skm.csv", MESSY.encode())
        with pytest.raises(PermissionDenied):
            take_paper(actor=org.actor(people.rina), survey=found, upload=upload)
        draft = make.survey(people.clinic, state="draft")
        with pytest.raises(Refused, match="Buka dulu"):
            take_paper(actor=org.actor(people.andi), survey=draft, upload=upload)
