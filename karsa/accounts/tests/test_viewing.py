"""Looking along with consent: one administrator, reading only, logged, ended by either."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from karsa.accounts.models import Grant, ViewConsent
from karsa.accounts.roles import Role
from karsa.accounts.services import viewing
from karsa.audit.models import AuditEntry
from karsa.inbox.models import Notice
from karsa.org.tests import make
from karsa.rules.refused import Refused


@pytest.fixture
def at(monkeypatch):
    def stand(moment):
        monkeypatch.setattr("karsa.kit.clock.now", lambda: moment)

    stand(make.NOW)
    return stand


@pytest.fixture
def budi(people):
    make.grant(people.budi, Role.ADMINISTRATOR)
    return people.budi


@pytest.fixture
def code(people, budi):
    rina = people.rina
    return viewing.allow(actor=make.actor(rina), owner=rina.user, helper=budi.user)


@pytest.fixture
def looking(at, budi, code, sign_in):
    client = sign_in(budi)
    assert client.post("/kerja/akun/bantu/", {"code": code}).status_code == 302
    return client


def test_the_owner_names_one_administrator_and_sees_the_code_once(at, people, budi, sign_in):
    rina = sign_in(people.rina)
    assert "Budi Santosa" in rina.get("/kerja/akun/izin/").content.decode()
    shown = rina.post("/kerja/akun/izin/", {"helper": budi.user.pk}).content.decode()
    assert "Sebutkan kode ini kepada Budi Santosa" in shown
    assert "Budi Santosa" in rina.get("/kerja/akun/keamanan/").content.decode()
    assert ViewConsent.objects.get().digest not in shown


def test_who_administers_no_more_sees_no_more(looking, budi):
    assert "Anda melihat halaman" in looking.get("/kerja/catatan/").content.decode()
    Grant.objects.filter(user=budi.user, role=Role.ADMINISTRATOR).update(ends=make.YEAR_START)
    assert "Anda melihat halaman" not in looking.get("/kerja/catatan/").content.decode()


def test_every_page_says_whose_it_is_and_is_logged(looking, people, budi):
    shown = looking.get("/kerja/catatan/").content.decode()

    assert "Anda melihat halaman Rina Kartikasari" in shown
    rows = AuditEntry.objects.filter(actor_id=budi.user.pk, object_id=str(people.rina.user.pk))
    assert set(rows.values_list("verb", flat=True)) == {
        "accounts.view_began",
        "accounts.page_viewed",
    }
    allowed = AuditEntry.objects.get(verb="accounts.view_allowed")
    assert (allowed.actor_id, allowed.object_id) == (people.rina.user.pk, str(budi.user.pk))


def test_nothing_is_written(looking, people, agency):
    said = looking.post("/kerja/catatan/", {"text": "ubah"})
    assert said.status_code == 409
    assert "hanya membaca" in said.content.decode()
    assert looking.post("/kerja/kabar/").status_code == 409
    assert not Notice.objects.exists()


def test_the_owners_account_and_sealed_pages_are_not_shown(looking):
    own = looking.get("/kerja/akun/keamanan/").content.decode()
    assert "Anda melihat halaman" not in own
    for told_in_confidence in (
        "feedback:guidances",
        "feedback:rounds",
        "complaints:hearings",
        "privacy:unsealings",
        "insights:my_data",
    ):
        assert looking.get(reverse(told_in_confidence)).status_code == 409
    for paper in ("feedback:opinion_pdf", "feedback:competence_pdf", "feedback:behaviour_report"):
        assert looking.get(reverse(paper, args=[1])).status_code == 409


def test_what_asks_for_a_proof_is_nobody_elses_to_read(at, people, budi, sign_in):
    hana = people.hana
    code = viewing.allow(actor=make.actor(hana), owner=hana.user, helper=budi.user)
    client = sign_in(budi)
    client.post("/kerja/akun/bantu/", {"code": code})
    assert client.get("/kerja/organisasi/peran/").status_code == 200
    assert client.get("/kerja/organisasi/peran/baru/").status_code == 403


def test_either_ends_it(looking, people, sign_in):
    looking.post("/kerja/akun/bantu/selesai/")
    assert "Anda melihat" not in looking.get("/kerja/kabar/").content.decode()
    assert ViewConsent.objects.get().ended_at == make.NOW


def test_the_owner_withdraws_it(looking, people):
    owner = Client()
    owner.force_login(people.rina.user)
    owner.post(f"/kerja/akun/izin/{ViewConsent.objects.get().pk}/akhiri/")
    assert "Anda melihat" not in looking.get("/kerja/kabar/").content.decode()


def test_it_is_over_after_a_quarter_of_an_hour(looking, at):
    at(make.NOW + viewing.LASTS)
    assert "Anda melihat" not in looking.get("/kerja/kabar/").content.decode()


def test_a_code_is_for_one_person_one_time_one_quarter_of_an_hour(people, budi, code):
    make.grant(people.sinta, Role.ADMINISTRATOR)
    with pytest.raises(Refused):
        viewing.begin(actor=make.actor(people.sinta), code=code)
    late = make.NOW + timedelta(minutes=15)
    with pytest.raises(Refused):
        viewing.begin(actor=make.actor(budi, late), code=code)
    viewing.begin(actor=make.actor(budi), code=code)
    with pytest.raises(Refused):
        viewing.begin(actor=make.actor(budi), code=code)


def test_nobody_else_allows_begins_or_ends(people, budi, code):
    hana, consent = make.actor(people.hana), ViewConsent.objects.get()
    with pytest.raises(PermissionDenied):
        viewing.allow(actor=hana, owner=people.rina.user, helper=budi.user)
    with pytest.raises(PermissionDenied):
        viewing.allow(actor=hana, owner=people.hana.user, helper=people.andi.user)
    with pytest.raises(PermissionDenied):
        viewing.begin(actor=hana, code=code)
    with pytest.raises(PermissionDenied):
        viewing.end(actor=hana, consent=consent)
