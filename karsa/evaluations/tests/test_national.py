"""BKN's reports come in, differences are listed without a grade, papers say what they are."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.documents.standing import mark_of
from karsa.evaluations.models import NationalPlan, NationalRating
from karsa.evaluations.queries.national import differences, told
from karsa.evaluations.services.national import choose_mode
from karsa.evaluations.tests import make
from karsa.jobs.models import Batch
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


PLANS = "Laporan SKP;;\n\nid;NIP;nama;skp_id;skp_status;periode_awal;periode_akhir;is_plt_plh\n"
RATINGS = "id;nip;nama;periode_awal_skp;periode_akhir_skp;hasil_kerja;perilaku_kerja;hasil_akhir\n"


@pytest.fixture
def bring(people, sign_in, django_capture_on_commit_callbacks):
    """Check a file and keep it; return what became of its rows."""
    hana = sign_in(people.hana)

    def act(page, field, text):
        upload = SimpleUploadedFile("laporan.csv", text.encode())
        with django_capture_on_commit_callbacks(execute=True):
            hana.post(reverse(page), {f"{field}-file": upload})
        trial = Batch.objects.latest("pk")
        with django_capture_on_commit_callbacks(execute=True):
            hana.post(reverse("org:import_keep", args=[trial.pk]))
        rows = Batch.objects.latest("pk").rows.order_by("number")
        return [row.outcome for row in rows]

    return act


def test_the_plans_of_bkn_come_in_under_their_title_and_twice_changes_nothing(people, bring):
    page = ("org:import_check_bkn_plans", "skp-bkn")
    text = PLANS + (
        f"1;{people.rina.nip};Rina;S1;Disetujui;2026-01-01;2026-12-31;0\n"
        f"2;{people.dedi.nip};Dedi;;;2026-01-01;2026-12-31;0\n"
        f"3;{people.andi.nip};Andi;S3;Draft;2026-12-31;2026-01-01;ya\n"
    )

    assert bring(*page, text) == ["taken", "unchanged", "refused"]
    assert bring(*page, text) == ["unchanged", "unchanged", "refused"]
    row = NationalPlan.objects.get()
    assert (row.employee, row.status, row.is_acting) == (people.rina, "Disetujui", False)


def test_the_ratings_of_bkn_come_in_as_what_they_mean(people, bring):
    page = ("org:import_check_bkn_ratings", "penilaian-bkn")
    head = f"9;{people.rina.nip};Rina;2026-01-01;2026-03-31"
    text = RATINGS + f"{head};DIATAS EKSPEKTASI;Sesuai Ekspektasi;BAIK\n{head};x;x;x\n"

    assert bring(*page, text) == ["taken", "refused"]
    row = NationalRating.objects.get()
    assert (row.result_rating, row.behaviour_rating, row.grade) == ("above", "meets", "good")


def there(person, **over):
    said = {"external_id": f"S{person.pk}", "starts": "2026-01-01", "ends": "2026-12-31"}
    return NationalPlan.objects.create(agency=person.agency, employee=person, **(said | over))


def words(agency):
    return [(row.name, row.what) for row in map(told, differences(agency, 2026))]


def test_plans_that_differ_are_named_and_equal_ones_are_not(people, agency):
    for person in (people.rina, people.dedi, people.andi):
        plans.plan(person.assignments.get())
    there(people.rina)
    there(people.dedi, ends="2026-06-30")
    there(people.budi)

    assert words(agency) == [
        (people.andi.full_name, "SKP ditetapkan di sini, belum ada di BKN"),
        (people.budi.full_name, "SKP ada di BKN, belum ditetapkan di sini"),
        (people.dedi.full_name, "Masa SKP berbeda"),
    ]


def rated_there(row, **over):
    days = {"starts": row.period.starts, "ends": row.period.ends}
    said = {name: getattr(row, name) for name in ("result_rating", "behaviour_rating", "grade")}
    person = row.assignment.employee
    of = {"agency": row.agency, "employee": person, "external_id": f"N{person.pk}"}
    return NationalRating.objects.create(**(of | days | said | over))


def test_results_that_differ_are_named_and_equal_ones_are_not(people, agency):
    row = make.signed(people)
    there(row.assignment.employee)
    missing = words(agency)
    rated = rated_there(row)
    same = words(agency)
    NationalRating.objects.filter(pk=rated.pk).update(grade="poor")
    other = words(agency)
    NationalRating.objects.filter(pk=rated.pk).update(starts="2026-01-02")

    name = people.rina.full_name
    assert missing == [(name, "Hasil sudah ditandatangani di sini, belum ada di BKN")]
    assert same == []
    assert other == [(name, "Rating atau predikatnya berbeda")]
    assert words(agency) == [
        (name, "Hasil sudah ditandatangani di sini, belum ada di BKN"),
        (name, "Hasil ada di BKN, belum ditandatangani di sini"),
    ]


def test_the_list_costs_the_same_for_many_and_says_no_grade(people, agency, sign_in):
    hana, more = sign_in(people.hana), iter([people.rina, people.dedi, people.andi])
    there(people.budi)
    assert_flat(lambda: hana.get(reverse("evaluations:national")), lambda: there(next(more)))

    page = hana.get(reverse("evaluations:national")).content.decode()
    assert "hal berbeda dengan BKN" in page
    assert "Sangat Baik" not in page
    assert hana.get(reverse("evaluations:national_table")).status_code == 200
    assert AuditEntry.objects.filter(verb="evaluations.differences_taken").exists()


def test_beside_bkn_every_paper_says_that_it_is_not_the_record(people, agency, sign_in):
    assert mark_of(agency, "RANCANGAN") == "RANCANGAN"
    sign_in(people.hana).post(reverse("evaluations:mode"), {"mode": "companion"})
    agency.refresh_from_db()

    assert mark_of(agency, "RANCANGAN") == "BUKAN DOKUMEN RESMI"
    assert AuditEntry.objects.filter(verb="evaluations.mode_chosen").exists()


def test_only_the_performance_manager_chooses_and_only_a_known_mode(people):
    with pytest.raises(PermissionDenied):
        choose_mode(actor=org.actor(people.andi), mode="companion")
    with pytest.raises(Refused, match="Pilih satu"):
        choose_mode(actor=org.actor(people.hana), mode="")
