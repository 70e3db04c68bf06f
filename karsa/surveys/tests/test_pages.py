"""Pages of those who keep surveys: their lists stay flat, their forms keep what was typed."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from karsa.indicators.models import VoiceSource
from karsa.indicators.tests import make as indicators
from karsa.kit.testing import assert_flat
from karsa.org.models import Service
from karsa.org.tests import make as org
from karsa.surveys.models import Comment, FollowUp, Survey
from karsa.surveys.tests import make
from karsa.surveys.tests.test_paper import MESSY


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)


def read(client, name, *args, **query):
    response = client.get(reverse(f"surveys:{name}", args=args), query)
    assert response.status_code == 200
    return response.content


def post(client, page, *args, **said):
    return client.post(reverse(f"surveys:{page}", args=args), said)


def test_lists_cost_the_same_for_one_and_many(people, sign_in):
    client = sign_in(people.andi)
    found = make.survey(people.clinic, "Loket 1")

    def more() -> None:
        other = make.survey(people.clinic)
        make.answers(other, 6)
        make.answers(found, 6)
        make.comment(found, state="shown")
        make.comment(found)
        make.flag(found, sign=str(Comment.objects.count()))
        make.follow_up(found, people.rina)

    more()
    assert_flat(lambda: read(client, "home"), more)
    assert_flat(lambda: read(client, "comments"), more)
    assert_flat(lambda: read(client, "survey", found.pk), more)


def test_from_the_form_to_the_poster(people, sign_in):
    client = sign_in(people.andi)
    offered = make.service(people.clinic, "Loket 1")
    said = {
        "service": offered.pk,
        "title": "Survei",
        "starts": org.TODAY,
        "ends": org.TODAY + timedelta(days=9),
        "text1": "Antrean?",
        "answers1": "Lama",
    }
    refused = post(client, "new", **said).content.decode()
    assert "dua sampai empat" in refused
    assert "Antrean?" in refused
    post(client, "new", **(said | {"answers1": "Lama\nCepat"}))
    row = Survey.objects.get()
    assert b"Antrean?" in read(client, "change", row.pk)
    post(client, "wording", row.pk, language="jv", **{"waktu": "Cepet?", "waktu:": "A\nB\nC\nD"})
    assert row.wordings.get().texts["waktu:4"] == "D"
    assert b"Cepet?" in client.get(reverse("surveys:wording", args=[row.pk]) + "?bahasa=jv").content
    post(client, "open", row.pk)
    counter = row.places.exclude(point=None).get()
    poster = PdfReader(BytesIO(read(client, "poster", counter.pk))).pages[0].extract_text()
    assert f"/survei/{counter.code}/" in poster
    assert "Loket 1" in poster
    assert b"survei_" in post(client, "keys", row.pk, name="Antrean").content


def test_comments_flags_and_plans_by_their_forms(people, sign_in):
    found = make.survey(people.clinic)
    make.answers(found, 6)
    client = sign_in(people.sinta)
    row = make.comment(found)
    assert post(client, "comment_hide", row.pk, reason="").status_code == 200
    post(client, "comment_hide", row.pk, reason="hinaan")
    post(client, "flag", make.flag(found).pk, set_aside="1", reason="Satu orang")
    plan = {"element": "waktu", "action": "Loket", "owner": people.rina.pk, "due": org.TODAY}
    post(client, "plan", found.pk, **plan)
    post(sign_in(people.rina), "finish", FollowUp.objects.get().pk, result="Buka 7")
    assert FollowUp.objects.get().done_on == org.TODAY
    assert Comment.objects.get().state == "hidden"
    assert found.responses.filter(is_counted=True).count() == 0


def test_the_report_on_paper_and_as_a_workbook(people, sign_in):
    found = make.survey(people.clinic, "Loket 1")
    make.answers(found, 6, (4, 4, 3, 4, 4, 4, 4, 4, 4))
    make.follow_up(found, people.rina)
    client = sign_in(people.andi)
    paper = PdfReader(BytesIO(read(client, "report", found.pk, "pdf")))
    text = " ".join(page.extract_text() for page in paper.pages)
    for said in ("97,22", "Waktu penyelesaian", "Tambah satu loket"):
        assert said in text
    assert people.rina.name not in text
    assert read(client, "report", found.pk, "xlsx").startswith(b"PK")


def test_a_sheet_of_paper_answers_and_its_rows(people, sign_in):
    found, client = make.survey(people.clinic), sign_in(people.andi)
    wrong = post(client, "paper", found.pk, file=SimpleUploadedFile("x.csv", b"a;b\n1;2\n"))
    assert "judul kolom" in wrong.content.decode()
    post(client, "paper", found.pk, file=SimpleUploadedFile("skm.csv", MESSY.encode()))


def test_an_indicator_is_told_to_listen(people, sign_in):
    row, found = indicators.indicator(people.clinic), make.survey(people.clinic)
    url = reverse("indicators:voice", args=[row.pk])
    client = sign_in(people.andi)
    assert "Pilih layanannya" in client.post(url, {"source": "survey:ikm"}).content.decode()
    client.post(url, {"source": "survey:waktu", "service": found.service_id})
    kept = VoiceSource.objects.get()
    assert (kept.statistic, kept.service) == ("waktu", Service.objects.get())
    assert "selected" in client.get(url).content.decode()


def test_the_queue_of_comments_costs_the_same_for_one_and_many(people, sign_in):
    client = sign_in(people.sinta)

    def more() -> None:
        for by in (people.hana, people.sinta):
            row = make.comment(make.survey(people.clinic), "Antre", state="asked", why="iklan")
            for step in ({"reason": "iklan", "by": by}, {"reason": "Bukan", "is_asked": True}):
                row.moderations.create(agency=row.agency, hides=True, day=org.TODAY, **step)

    more()
    assert_flat(lambda: read(client, "comments"), more)
    page = read(client, "comments").decode()
    assert "Menunggu orang lain" in page
    assert "Penulisnya minta dilihat lagi" in page
