"""The public questionnaire and its results: without an account, a cookie or a script."""

import json
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.portal import door
from karsa.portal.tests.test_door import solved
from karsa.surveys import services
from karsa.surveys.models import Comment, Response, SurveyQuestion, SurveyWording, Trace
from karsa.surveys.queries.paper import report_form
from karsa.surveys.queries.results import results_of
from karsa.surveys.services.answering import new_link
from karsa.surveys.tests import make

LATER = org.NOW + timedelta(seconds=20)
FILLED = {f"u{number}": "4" for number in range(1, 10)}


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: LATER)
    monkeypatch.setattr(door, "HARDEST", 20)


@pytest.fixture
def place(people):
    return make.place(make.survey(people.clinic, "Loket 1"), 1)


def read(client, name, *args, **query):
    response = client.get(reverse(f"portal:{name}", args=args), query)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def send(client, place, name="survey", *more, **over):
    shown = door.open_door(org.NOW)
    said = {"ticket": shown.ticket, "altcha": solved(shown), **FILLED} | over
    return client.post(reverse(f"portal:{name}", args=[place.code, *more]), said)


class TestAnswering:
    def test_a_citizen_answers_and_is_thanked(self, client, place):
        answer = send(client, place, comment="Ramah", age="60_up", own="x")
        row = Response.objects.get()
        assert answer["Location"].startswith(f"/survei/{place.code}/terima-kasih/")
        assert not answer.cookies
        assert (row.u9, row.age, row.sex, row.origin, row.place) == (4, "60_up", "", "qr", place)
        assert Comment.objects.get().text == "Ramah"
        assert "Terima kasih" in read(client, "survey_thanks", place.code)

    def test_the_page_is_light_and_asks_nine_questions(self, client, place):
        page = read(client, "survey", place.code)
        assert len(page.encode()) < 40_000
        assert page.count("data-screen") == 10
        assert "icons.svg" not in page.split("<template")[0]  # a sprite is a download more
        assert "Loket 1" in page
        assert "<script>" not in page

    def test_a_replay_is_kept_once(self, client, place):
        shown = door.open_door(org.NOW)
        said = {"ticket": shown.ticket, "altcha": solved(shown)}
        for _try in range(3):
            assert send(client, place, **said).status_code == 302
        assert Response.objects.count() == 1

    def test_what_is_missing_or_out_of_range_is_asked_again_with_all_that_was_said(
        self, client, place
    ):
        for over in ({"u3": "5"}, {"u3": ""}, {"u3": "-1"}, {"u3": "<script>"}, {"age": "200"}):
            answer = send(client, place, comment="Ini <b>panjang</b>", **over)
            page = answer.content.decode()
            assert answer.status_code == 200
            assert "Ini &lt;b&gt;panjang&lt;/b&gt;" in page
            assert page.count("checked") >= 8
        assert not Response.objects.exists()

    def test_a_huge_text_is_refused_and_still_there(self, client, place):
        page = send(client, place, comment="x" * 1200).content.decode()
        assert "x" * 1200 in page
        assert not Comment.objects.exists()

    @pytest.mark.parametrize(
        ("over", "why"),
        [
            ({"ticket": "palsu"}, "terlalu lama terbuka"),
            ({"altcha": "e30="}, "belum cocok"),
            ({"situs": "http://"}, "dari mesin"),
            ({"flood": True}, "Terlalu banyak"),
            ({"late": True}, "tidak berlaku lagi"),
        ],
    )
    def test_a_refusal_at_the_door_keeps_what_was_typed(
        self, client, place, monkeypatch, over, why
    ):
        over = dict(over)
        if over.pop("flood", False):
            monkeypatch.setattr(door, "_AN_HOUR", 1)
        link = ("survey_link", "basi") if over.pop("late", False) else ()
        page = send(client, place, *link, comment="Ramah", **over).content.decode()
        assert why in page
        assert page.count("checked") == 9
        assert "Ramah" in page

    def test_a_wrong_code_is_unknown_and_a_closed_survey_says_so(self, client, people, place):
        draft = make.place(make.survey(people.clinic, state="draft"))
        for code in ("salah", draft.code, "x" * 300):
            assert client.get(reverse("portal:survey", args=[code])).status_code == 404
        closed = make.place(make.survey(people.clinic, state="closed"))
        assert "sudah ditutup" in read(client, "survey", closed.code)
        assert "sudah ditutup" in send(client, closed).content.decode()
        assert not Response.objects.exists()

    def test_a_regional_language_with_indonesian_where_it_says_nothing(self, client, place):
        SurveyWording.objects.create(
            agency=place.agency,
            survey=place.survey,
            language="jv",
            name="Basa Jawa",
            texts={"waktu": "Kados pundi rikating layanan?", "waktu:4": "Cepet sanget"},
        )
        assert "Sangat cepat" in read(client, "survey", place.code, bahasa="<b> x" * 9)
        page = read(client, "survey", place.code, bahasa="jv")
        assert "Kados pundi rikating layanan?" in page
        assert "Cepet sanget" in page
        assert "Sangat sesuai" in page
        url = reverse("portal:survey", args=[place.code])
        shown = door.open_door(org.NOW)
        said = {"ticket": shown.ticket, "altcha": solved(shown), **FILLED}
        client.post(f"{url}?bahasa=jv", said)
        assert Response.objects.get().language == "jv"

    def test_a_question_of_the_services_own_may_stay_open(self, client, place):
        SurveyQuestion.objects.create(
            agency=place.agency, survey=place.survey, order=1, text="Antrean?", answers=["A", "B"]
        )
        send(client, place, t1="2")
        send(client, place)
        assert list(Response.objects.order_by("pk").values_list("own", flat=True)) == [{"1": 2}, {}]


class TestOtherWays:
    def test_a_link_is_good_for_one_answer_and_closes_kindly(self, client, place):
        new_link(place.agency, place, "rahasia", org.TODAY).save()
        send(client, place, "survey_link", "rahasia")
        assert Response.objects.get().origin == "link"
        assert "sudah dipakai" in read(client, "survey_link", place.code, "rahasia")
        assert "sudah dipakai" in send(client, place, "survey_link", "rahasia").content.decode()
        assert "tidak berlaku" in read(client, "survey_link", place.code, "tebakan")
        assert Response.objects.count() == 1

    def test_the_screen_at_the_counter_begins_anew_by_itself(self, client, place):
        assert "data-kiosk" in read(client, "survey_kiosk", place.code)
        answer = send(client, place, "survey_kiosk")
        thanks = client.get(reverse("portal:survey_thanks", args=[place.code]), {"dari": "kiosk"})
        assert answer["Location"].endswith("dari=kiosk")
        assert thanks["Refresh"] == f"6;url=/survei/{place.code}/kios/"
        assert not thanks.cookies
        assert Response.objects.get().origin == "kiosk"

    def test_the_staffs_network_is_noted_only_as_such(self, client, place, settings):
        settings.STAFF_NETWORKS = ["127.0.0.0/8"]
        send(client, place)
        row = Trace.objects.get()
        assert row.is_inside
        assert "127.0.0.1" not in json.dumps([row.device])


class TestResults:
    def published(self, unit, many=6, **over):
        found = make.survey(unit, state="closed", published_on=org.TODAY, **over)
        make.answers(found, many, (4, 4, 3, 4, 4, 4, 4, 4, 4))
        return found

    def test_the_public_reads_index_elements_and_comments_that_were_let_through(
        self, people, client
    ):
        found = self.published(people.clinic)
        make.comment(found, "Cepat sekali", state="shown")
        make.comment(found, "Rahasia saya")
        make.comment(found, "Rahasia lain", state="hidden", why="data pribadi")
        make.follow_up(found, people.rina)
        page = read(client, "satisfaction_of", found.pk)
        assert "97,22" in page
        assert "Cepat sekali" in page
        assert "Tambah satu loket" in page
        assert "Disembunyikan: data pribadi" in page
        told = report_form(results_of(found)).comments
        assert told == ("Disembunyikan: data pribadi", "Cepat sekali")
        for hidden in ("Rahasia saya", "Rahasia lain", people.rina.name):
            assert hidden not in page
        assert "97,22" in read(client, "satisfaction")

    def test_under_five_nothing_is_shown(self, people, client):
        found = self.published(people.clinic, 4)
        page = read(client, "satisfaction_of", found.pk)
        assert "97,22" not in page
        assert "belum dapat ditampilkan" in page
        assert "tidak ditampilkan" in read(client, "satisfaction")

    def test_what_is_not_published_is_unknown(self, people, client):
        found = make.survey(people.clinic, state="closed")
        assert client.get(reverse("portal:satisfaction_of", args=[found.pk])).status_code == 404

    def test_lists_cost_the_same_for_one_and_many(self, people, client):
        def more() -> None:
            self.published(people.clinic)

        more()
        assert_flat(lambda: read(client, "satisfaction"), more)


class TestMyComment:
    def test_its_author_reads_why_it_is_hidden_and_asks_again(self, people, client, place):
        thanks = send(client, place, comment="Petugasnya lambat")["Location"]
        page = client.get(thanks).content.decode()
        address = re.search(r"/survei/komentar/[0-9a-f]{32}/", page)
        assert address
        row = Comment.objects.get()
        assert address[0].split("/")[3] != row.receipt
        assert "menunggu dilihat" in client.get(address[0]).content.decode()
        services.hide_comment(actor=org.actor(people.sinta), comment=row, reason="iklan")
        assert "Alasan: iklan" in client.get(address[0]).content.decode()
        again = {"ticket": door.open_door(org.NOW).ticket, "words": "Bukan iklan"}
        assert client.post(address[0], again | {"ticket": "x"}).status_code == 200
        assert client.post(address[0], again).status_code == 302
        row.refresh_from_db()
        assert row.state == "asked"
        with pytest.raises(PermissionDenied):
            services.show_comment(actor=org.actor(people.sinta), comment=row)
        assert "Anda minta dilihat lagi" in client.get(address[0]).content.decode()

    def test_a_wrong_code_and_a_screen_at_the_counter_show_nothing(self, client, place):
        thanks = send(client, place, "survey_kiosk", comment="Cepat")["Location"]
        assert "/survei/komentar/" not in client.get(thanks).content.decode()
        assert Comment.objects.get().receipt == ""
        for code in ("x", "0" * 32):
            url = reverse("portal:my_comment", args=[code])
            assert client.get(url).status_code == 404
