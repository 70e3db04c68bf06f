"""What cannot be taken is refused with what to do, and the words are kept as a draft."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.urls import reverse

from karsa.files.tests import make as files
from karsa.journal.models import DailyEntry, EntryEvidence
from karsa.journal.tests.test_pages import body, send, typed
from karsa.journal.tests.test_reporting import close
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans

State = DailyEntry.State


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def rina(work, people, sign_in):
    return sign_in(people.rina)


def bomb():
    """A PNG of a few hundred bytes that claims 30,000 x 30,000 pixels."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    crc = struct.pack(">I", zlib.crc32(chunk))
    rest = files.picture(kind="PNG")[33:]
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + crc + rest


def zipped():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("lain.txt", "x")
    return out.getvalue()


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0" + b"\0" * 64


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("foto.jpg", b"MZ" + b"\0" * 200, "tidak sesuai dengan namanya"),
        ("foto.png", bomb(), "terlalu besar untuk dibuka"),
        ("foto.heic", HEIC, "HEIC"),
        ("foto.jpg", HEIC, "HEIC"),
        ("foto.jpg", files.picture()[:300], "rusak"),
        ("laporan.pdf", files.PDF[:-8], "simpan ulang"),
        ("laporan.docx", zipped(), "simpan ulang"),
        ("laporan.exe", b"MZ", "belum bisa diterima"),
        ("laporan.doc", b"x", "format lama"),
    ],
)
def test_a_bad_file_is_refused_and_the_entry_is_a_draft(rina, work, name, content, says):
    answer = send(rina, work, text="Dua bayi ditunda", documents=[files.upload(name, content)])
    entry = DailyEntry.objects.get()

    assert says in body(answer)
    assert "tersimpan sebagai draf" in body(answer)
    assert (entry.state, entry.text) == (State.DRAFT, "Dua bayi ditunda")
    assert not EntryEvidence.objects.exists()


def test_the_mended_form_sends_that_draft(rina, work):
    said = typed(work)
    rina.post(reverse("journal:new"), said | {"documents": [files.upload("a.exe", b"MZ")]})
    rina.post(reverse("journal:new"), said | {"documents": [files.pdf()]})

    assert DailyEntry.objects.get().state == State.SENT


@pytest.mark.parametrize("day", ["2031-01-01", "1970-01-01"])
def test_a_clock_years_off_keeps_the_words(rina, work, day):
    answer = send(rina, work, day=day)

    assert "Pilih" in body(answer)
    assert DailyEntry.objects.get().state == State.DRAFT


def test_a_closed_period_keeps_the_words_and_takes_no_sending(rina, work):
    close(work.plan.agency)
    answer = send(rina, work)
    entry = DailyEntry.objects.get()

    assert "Hubungi pengelola kinerja" in body(answer)
    assert entry.state == State.DRAFT
    again = rina.post(reverse("journal:change", args=[entry.pk]), typed(work))
    assert "sudah ditutup" in body(again)


def test_the_work_of_another_s_plan_is_not_on_offer(rina, work, people):
    his = plans.action(plans.result(plans.plan(people.dedi.assignments.get())))
    answer = send(rina, work, about=f"a{his.pk}")

    assert "tidak ada lagi" in body(answer)
    assert not DailyEntry.objects.exists()
