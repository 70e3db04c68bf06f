import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import Signer
from django.urls import reverse
from PIL import Image

from karsa.complaints.models import Case, CaseFile, Contact
from karsa.complaints.tests import make
from karsa.files.store import path_of
from karsa.kit.testing import queries_of
from karsa.org.tests import make as org
from karsa.rules.tracking import LENGTH
from karsa.tenancy.scope import scope

LATER = org.NOW + timedelta(seconds=20)
CODE = re.compile(r'id="kode">([0-9A-Z-]{14})<')


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Shown at noon, sent twenty seconds later."""
    monkeypatch.setattr("karsa.kit.clock.now", lambda: LATER)


def ticket(shown=org.NOW):
    return Signer(salt="karsa.portal.form").sign_object([uuid4().hex, int(shown.timestamp())])


def send(client, about, **over):
    said = {"ticket": ticket(), "kind": "complaint", "category": about.pk, "text": "Antre lama"}
    return client.post(reverse("portal:report"), said | over)


def code_in(response):
    return CODE.findall(response.content.decode())[0]


def photo(name="foto.jpg", place=True):
    out, picture = BytesIO(), Image.new("RGB", (64, 48), "blue")
    exif = Image.Exif()
    if place:
        exif[0x8825] = {1: "S", 2: (8.0, 35.0, 0.0), 3: "E", 4: (116.0, 6.0, 0.0)}
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


@pytest.fixture
def subject(people):
    return make.category(people.clinic.agency, people.clinic)


class TestSending:
    def test_the_form_is_light_and_sets_no_cookie(self, subject, client):
        response = client.get(reverse("portal:report"))
        assert response.status_code == 200
        assert not response.cookies
        assert len(response.content) <= 60 * 1024

    def test_three_fields_are_enough_and_give_a_code(self, people, subject, client):
        response = send(client, subject)
        row = Case.objects.get()
        assert (row.unit, row.state, row.received_on) == (people.clinic, "routed", org.TODAY)
        code = code_in(response)
        assert len(code.replace("-", "")) == LENGTH
        assert response["Cache-Control"].startswith("max-age=0")
        assert code not in str(list(Case.objects.values()))
        assert not Contact.objects.exists()

    def test_sent_twice_it_is_one_with_the_same_code(self, subject, client):
        same = ticket()
        first, second = (send(client, subject, ticket=same) for _ in range(2))
        assert code_in(first) == code_in(second)
        assert Case.objects.count() == 1

    def test_everything_that_was_told_is_kept(self, people, subject, client):
        service, area = make.service(people.clinic), make.area(people.clinic.agency)
        more = {"service": service.pk, "area": area.code, "place": "Dekat jembatan"}
        where = {"with_place": "on", "latitude": "-8.58331", "longitude": "116.1"}
        who = {"name": "Wayan", "email": "wayan@contoh.id", "wants_mail": "on"}
        send(client, subject, photos=[photo(), photo("b.jpg")], **more, **where, **who)
        row = Case.objects.get()
        assert (row.service, row.area_code, row.place) == (service, area.code, "Dekat jembatan")
        assert str(row.latitude) == "-8.583"
        assert row.contact.opened()["name"] == "Wayan"
        assert "Wayan" not in row.contact.name
        kept = [one.file for one in CaseFile.objects.select_related("file")]
        assert [one.media_type for one in kept] == ["image/webp"] * 2
        assert [one.name for one in kept] == ["foto.webp"] * 2
        with Image.open(path_of(kept[0])) as drawn:
            assert not drawn.getexif()

    @pytest.mark.parametrize(
        ("over", "sentence"),
        [
            ({"text": "x" * 4001}, "4000"),
            ({"wants_mail": "on"}, "alamat surelnya"),
            ({"situs": "http://iklan"}, "seperti dari mesin"),
            ({"ticket": "palsu"}, "terlalu lama terbuka"),
            ({"category": "999"}, "Pilih"),
            ({"photos": SimpleUploadedFile("a.svg", b"<svg><script/></svg>")}, "belum bisa"),
            ({"photos": SimpleUploadedFile("a.jpg", b"<svg onload=x>")}, "tidak sesuai"),
        ],
    )
    def test_every_refusal_keeps_what_was_typed(self, subject, client, over, sentence):
        said = {"place": "Dekat <b>jembatan</b>"}
        shown = send(client, subject, **said, **over).content.decode()
        assert sentence in shown
        assert "Dekat &lt;b&gt;jembatan&lt;/b&gt;" in shown
        assert not Case.objects.exists()

    def test_a_zip_bomb_is_no_photo(self, subject, client):
        bomb = BytesIO()
        with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
            archive.writestr("a", b"0" * 10_000_000)
        for name in ("bom.jpg", "bom.zip"):
            said = SimpleUploadedFile(name, bomb.getvalue())
            assert "“bom" in send(client, subject, photos=said).content.decode()
        assert not Case.objects.exists()

    def test_a_flood_is_stopped(self, subject, client, monkeypatch):
        monkeypatch.setattr("karsa.portal.door._AN_HOUR", 240)
        for _ in range(3):
            response = send(client, subject)
        assert "Terlalu banyak kiriman" in response.content.decode()
        assert Case.objects.count() == 2

    def test_photos_cost_as_much_again_each(self, subject, client, monkeypatch):
        monkeypatch.setattr("karsa.portal.door._AN_HOUR", 240)
        response = send(client, subject, photos=[photo(), photo("b.jpg")])
        assert "Terlalu banyak kiriman" in response.content.decode()

    def test_scripts_are_words(self, people, subject, client):
        code = code_in(send(client, subject, text="<script>alert(1)</script>"))
        client.post(reverse("portal:track"), {"code": code})
        shown = client.get(reverse("portal:case")).content.decode()
        assert "&lt;script&gt;alert" in shown
        assert "<script>alert" not in shown

    def test_the_code_can_be_taken_along(self, subject, client):
        code = code_in(send(client, subject))
        text = client.post(reverse("portal:receipt"), {"code": code})
        assert code in text.content.decode()
        paper = client.post(reverse("portal:receipt"), {"code": code, "bentuk": "pdf"})
        assert paper.content.startswith(b"%PDF")
        assert client.post(reverse("portal:receipt"), {"code": "K7QX"}).status_code == 409


class TestFollowing:
    def opened(self, client, row):
        client.post(reverse("portal:track"), {"code": make.code_of(row)})
        return client.get(reverse("portal:case"))

    def act(self, client, verb, **said):
        said = {"ticket": ticket()} | said
        return client.post(reverse("portal:case_act", args=[verb]), said)

    def test_the_code_stands_in_no_address(self, people, client):
        code = make.code_of(make.case(people.clinic))
        response = client.post(reverse("portal:track"), {"code": code})
        assert response["Location"] == "/lapor/laporan/"
        assert code not in str(response.cookies)

    @pytest.mark.parametrize("typed", ["K7QX-2MPA-9RTC", "' OR 1=1", "x" * 39, "<script>"])
    def test_wrong_codes_are_answered_alike_by_the_same_work(self, people, client, typed):
        make.case(people.clinic, code_digest="")
        answers = []
        sql = queries_of(
            lambda: answers.append(client.post(reverse("portal:track"), {"code": typed}))
        )
        assert "belum kami kenali" in answers[0].content.decode()
        assert len([one for one in sql if "complaints_case" in one]) == 1

    def test_what_is_sent_twice_is_said_once(self, people, client):
        row, same = make.case(people.clinic), ticket()
        self.opened(client, row)
        for _ in range(2):
            assert self.act(client, "tambah", text="Loket 2", ticket=same).status_code == 302
        assert row.steps.filter(kind="added").count() == 1

    def test_guessing_is_slowed_down(self, people, client, monkeypatch):
        monkeypatch.setattr("karsa.portal.door._AN_HOUR", 40)
        for _ in range(3):
            last = client.post(reverse("portal:track"), {"code": "K7QX-2MPA-9RTC"})
        assert "Terlalu banyak kiriman" in last.content.decode()

    def test_guessing_on_paper_is_slowed_down_alike(self, people, client, monkeypatch):
        monkeypatch.setattr("karsa.portal.door._AN_HOUR", 40)
        for _ in range(3):
            last = client.post(reverse("portal:receipt"), {"code": "K7QX-2MPA-9RTC"})
        assert "Terlalu banyak kiriman" in last.content.decode()

    def test_without_a_code_there_is_nothing(self, people, client):
        row = make.case(people.clinic)
        assert client.get(reverse("portal:case")).status_code == 302
        assert self.act(client, "tambah", text="x").status_code == 302
        client.cookies["laporan"] = str(row.pk)
        assert client.get(reverse("portal:case")).status_code == 302

    def test_another_agency_is_another_house(self, people, elsewhere, client):
        with scope(elsewhere):
            code = make.code_of(make.case(org.unit(agency=elsewhere)))
        shown = client.post(reverse("portal:track"), {"code": code}).content.decode()
        assert "belum kami kenali" in shown

    def test_the_clock_and_the_steps_are_read_but_no_inner_word(self, people, client):
        row = make.case(people.clinic)
        row.steps.create(agency=row.agency, kind="note", text="rahasia", is_public=False, at=LATER)
        shown = self.opened(client, row).content.decode()
        for text in (row.text, "Masih 16 hari kerja", "Laporan diterima"):
            assert text in shown
        assert "rahasia" not in shown

    def test_the_reporter_says_when_it_is_fixed(self, people, client):
        row = make.answered(people.clinic)
        assert "Sudah beres?" in self.opened(client, row).content.decode()
        self.act(client, "nilai", stars=4)
        self.act(client, "beres")
        row.refresh_from_db()
        assert (row.state, row.rating, row.closed_on) == ("closed", 4, org.TODAY)
        assert "Buka lagi" in client.get(reverse("portal:case")).content.decode()
        self.act(client, "lagi", text="Antre lagi")
        row.refresh_from_db()
        assert (row.state, row.reopened, row.closed_on) == ("in_progress", 1, None)

    def test_not_fixed_goes_back_with_a_new_term(self, people, client):
        row = make.answered(people.clinic, due_on=org.TODAY)
        self.opened(client, row)
        refused = self.act(client, "belum", text="   ")
        assert refused.status_code == 200
        self.act(client, "belum", text="Masih lama", photos=[photo()])
        row.refresh_from_db()
        assert (row.state, row.reopened) == ("in_progress", 1)
        assert row.due_on > org.TODAY
        files = CaseFile.objects.get()
        mine = client.get(reverse("portal:case_file", args=[files.pk]))
        assert mine["Content-Type"] == "image/webp"
        assert b"".join(mine)
        client.post(reverse("portal:case_close"))
        assert client.get(reverse("portal:case_file", args=[files.pk])).status_code == 404

    def test_a_refused_word_stays_in_its_field(self, people, client):
        row = make.case(people.clinic)
        self.opened(client, row)
        shown = self.act(client, "nilai", stars=4).content.decode()
        assert "Belum ada jawaban" not in shown  # there is no such form before an answer
        shown = self.act(client, "tambah", text="Nomor antrean 12", ticket="palsu").content.decode()
        assert "Nomor antrean 12" in shown

    def test_a_browser_asks_to_be_told_and_no_longer(self, people, client):
        row = make.case(people.clinic)
        url, to = reverse("portal:case_device"), "https://fcm.googleapis.com/fcm/send/a"
        assert client.post(url, {"endpoint": to}).status_code == 404
        page = self.opened(client, row).content.decode()
        assert f'data-push-worker="{reverse("portal:report_worker")}"' in page
        assert client.post(url, {"endpoint": to, "p256dh": "k", "auth": "a"}).status_code == 204
        assert row.browsers.get().endpoint == to
        assert client.post(url, {"endpoint": "https://jahat.id/"}).status_code == 409
        assert client.post(url, {"endpoint": to, "lepas": "1"}).status_code == 204
        assert not row.browsers.exists()
        assert b"reporter" in client.get(reverse("portal:report_worker")).content

    def test_who_was_joined_reads_the_answer_and_no_other_reporter(self, people, client):
        main = make.answered(people.clinic, text="Kata pelapor pertama")
        main.steps.create(agency=main.agency, kind="added", text="milik pertama", at=LATER)
        row = make.case(people.clinic, state="merged", main=main)
        shown = self.opened(client, row).content.decode()
        assert "Loket kedua dibuka." in shown
        for text in ("Kata pelapor pertama", "milik pertama", "Ya, sudah beres"):
            assert text not in shown
        self.act(client, "beres")
        main.refresh_from_db()
        assert main.state == "answered"


def test_what_is_kept_is_told(agency, client):
    shown = client.get(reverse("portal:privacy")).content.decode()
    assert "Dihapus 30 hari" in shown
    for days in ("1.825", "730", "30", "180"):
        assert f"{days} hari" in shown
