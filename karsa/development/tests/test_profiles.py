"""Profiles of posts from a sheet: every row says what became of it."""

import pytest
from django.core.exceptions import PermissionDenied

from karsa.development import services
from karsa.development.models import Competence, PositionNeed
from karsa.files.tests.make import upload
from karsa.jobs.models import Batch
from karsa.jobs.queries import report
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

SHEET = b"""Jabatan;Kompetensi;Jenis;Level
Bidan Terampil;Integritas;Manajerial;3
bidan  terampil;Imunisasi;;4
Astronot;Integritas;Manajerial;3
Bidan Terampil;Perekat bangsa;Sosial Kultural;9
Bidan Terampil;Terbang;Ajaib;2
Bidan Terampil;Integritas;Manajerial;3
"""


def test_a_sheet_is_checked_and_then_kept_once(people, django_capture_on_commit_callbacks):
    hana = org.actor(people.hana)
    with pytest.raises(PermissionDenied):
        services.check_profiles(actor=org.actor(people.andi), upload=upload("p.csv", SHEET))
    with django_capture_on_commit_callbacks(execute=True):
        trial = services.check_profiles(actor=hana, upload=upload("profil.csv", SHEET))
    trial.refresh_from_db()
    assert (trial.state, trial.taken, trial.refused, trial.unchanged) == ("done", 2, 3, 1)
    assert not PositionNeed.objects.exists()
    notes = " ".join(note for *_row, note in report(trial))
    for said in ("belum ada di data pegawai", "angka 1 sampai 5", "Sosial Kultural"):
        assert said in notes

    with django_capture_on_commit_callbacks(execute=True):
        services.keep_profiles(actor=hana, batch=trial)

    assert set(PositionNeed.objects.values_list("competence__name", "level")) == {
        ("Integritas", 3),
        ("Imunisasi", 4),
    }
    assert Competence.objects.get(name="Imunisasi").kind == "technical"
    with pytest.raises(Refused, match="sudah disimpan"):
        services.keep_profiles(actor=hana, batch=trial)
    assert Batch.objects.filter(is_trial=False).count() == 1


def test_what_is_no_such_sheet_is_refused(people):
    with pytest.raises(Refused, match="Kolom wajib"):
        services.check_profiles(
            actor=org.actor(people.hana), upload=upload("p.csv", b"Jabatan;Level\nBidan;3\n")
        )
