"""A unit's papers as one file, for those who may read each of them."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import Evaluation
from karsa.evaluations.queries.printing import to_print, units_to_print
from karsa.evaluations.services.printing import forget_prints
from karsa.evaluations.tests import make
from karsa.files.models import StoredFile
from karsa.files.store import path_of
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.rules.refused import Refused


@pytest.mark.parametrize(("paper", "long"), [("f4", 330), ("a4", 297)])
def test_result_and_document_of_everybody_stand_in_one_file(people, paper, long):
    batch = make.printed(people, paper)
    content = path_of(StoredFile.objects.get(pk=batch.file_id or 0)).read_bytes()
    pages = PdfReader(BytesIO(content)).pages

    assert (batch.state, batch.done, batch.total) == ("done", 1, 1)
    assert {round(max(page.mediabox[2:]) / 72 * 25.4) for page in pages} == {long}
    words = " ".join(page.extract_text() for page in pages)
    assert "HASIL EVALUASI KINERJA PEGAWAI" in words
    assert "DOKUMEN EVALUASI KINERJA PEGAWAI" in words
    for paper_row in Evaluation.objects.get().papers.all():
        assert paper_row.document.code in words


def test_a_print_that_was_cut_off_counts_its_papers_once(people):
    row = make.delivered(people)
    given = {"period": row.period, "unit": people.clinic, "paper": "f4"}
    batch = services.ask_print(actor=make.at(people.andi), **given)
    Batch.objects.filter(pk=batch.pk).update(state="running", done=1)
    make.run_print(people, batch)

    assert (batch.state, batch.done, batch.total) == ("done", 1, 1)


def test_only_what_one_may_read_and_is_signed_is_printed(people):
    row = make.decided(people)
    andi = make.at(people.andi)
    with pytest.raises(Refused, match="Belum ada dokumen"):
        services.ask_print(actor=andi, period=row.period, unit=people.clinic, paper="f4")
    with pytest.raises(Refused, match="A4 atau F4"):
        services.ask_print(actor=andi, period=row.period, unit=people.clinic, paper="b5")
    make.delivered(people)
    assert [one.people for one in units_to_print(andi, row.period)] == [1]
    for other in (people.budi, people.hana, people.rina, people.dedi):
        assert not to_print(make.at(other), row.period).exists()


def test_a_print_that_failed_says_why(people, sign_in, monkeypatch):
    now = make.at(people.andi).now
    monkeypatch.setattr("karsa.kit.clock.now", lambda: now)
    jobs.fail(make.printed(people), "Terhenti karena gangguan.", now)
    Batch.objects.update(file_id=None)
    shown = sign_in(people.andi).get(reverse("evaluations:prints")).content.decode()

    assert "Terhenti karena gangguan." in shown


def test_the_page_leads_to_the_file_of_who_asked(people, sign_in, monkeypatch):
    now = make.at(people.andi).now
    monkeypatch.setattr("karsa.kit.clock.now", lambda: now)
    batch = make.printed(people)
    client = sign_in(people.andi)
    shown = client.get(reverse("evaluations:prints")).content.decode()
    address = reverse("evaluations:printed", args=[batch.pk])

    assert address in shown
    assert "Puskesmas Melati" in shown
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert sign_in(people.sinta).get(address).status_code == 404


def test_a_print_is_removed_after_its_days_and_can_be_set_again(
    people, django_capture_on_commit_callbacks
):
    batch = make.printed(people)
    stored = StoredFile.objects.get(pk=batch.file_id or 0)
    hana = make.at(people.hana)
    assert forget_prints(actor=make.days_later(hana, 30)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_prints(actor=make.days_later(hana, 31)) == 1

    batch.refresh_from_db()
    assert batch.file_id is None
    assert not path_of(stored).exists()
    assert not StoredFile.objects.filter(pk=stored.pk).exists()
    assert StoredFile.objects.filter(purpose="evaluation").count() == 2
    assert AuditEntry.objects.filter(verb="evaluations.print_forgotten").count() == 1
    assert make.print_of(people, Evaluation.objects.get()).file_id
