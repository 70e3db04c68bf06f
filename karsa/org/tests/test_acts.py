from datetime import date

import pytest

from karsa.accounts.roles import Role
from karsa.org.models import (
    Assignment,
    CalendarDay,
    Delegation,
    EmployeeStatus,
    Period,
    Position,
    RaterLine,
    TeamMember,
    WorkTeam,
)
from karsa.org.tests import make

BASE = "/kerja/organisasi/"
STARTS = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def hana(people, sign_in):
    return sign_in(people.hana)


@pytest.fixture
def andi(people, sign_in):
    return sign_in(people.andi)


def text(client, path):
    answer = client.get(BASE + path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_rater_is_found_by_posting_and_nothing_typed_is_lost(hana, people):
    post = people.rina.assignments.get()
    path = f"{BASE}penempatan/{post.pk}/penilai/"
    assert "Andi Prasetyo · Puskesmas Melati" in hana.get(path).content.decode()

    typed = {"rater_seek": people.sinta.nip, "starts": "2026-04-01", "decree": "SK 7"}
    page = hana.post(path, {**typed, "cari": "1"}).content.decode()
    assert "Sinta Maharani · Kepala · Dinas Kesehatan" in page
    assert "SK 7" in page
    assert "wajib" not in page

    answer = hana.post(path, {**typed, "rater": people.sinta.pk})
    assert answer.url == f"{BASE}pegawai/{people.rina.pk}/"
    assert RaterLine.objects.get(assignment=post, ends=None).rater == people.sinta


def test_a_refused_rater_keeps_the_form_and_says_why(hana, people):
    path = f"{BASE}penempatan/{people.sinta.assignments.get().pk}/penilai/"
    typed = {"rater_seek": "Andi", "rater": people.andi.pk, "starts": "2026-04-01"}
    answer = hana.post(path, typed)
    assert answer.status_code == 409
    assert "berputar" in answer.content.decode()


def test_a_search_without_a_hit_says_so(hana, people):
    path = f"{BASE}pegawai/{people.rina.pk}/mutasi/"
    page = hana.post(path, {"unit_seek": "zzz", "cari": "1"}).content.decode()
    assert "Tidak ada yang cocok" in page


def test_a_whole_unit_is_moved_from_its_page(hana, people):
    path = f"{BASE}unit/{people.clinic.pk}/penilai/"
    typed = {"rater_seek": "Sinta", "rater": people.sinta.pk, "starts": "2026-04-01"}
    assert hana.post(path, typed).status_code == 302
    assert RaterLine.objects.filter(rater=people.sinta, ends=None).count() == 3


def test_transfer_and_further_posts_from_the_pages(hana, people):
    typed = {
        "unit_seek": "Dinas",
        "unit": people.office.pk,
        "position": "Analis",
        "position_kind": "functional",
        "starts": "2026-04-01",
    }
    assert hana.post(f"{BASE}pegawai/{people.rina.pk}/mutasi/", typed).status_code == 302
    more = {**typed, "kind": "acting", "ends": "2026-06-30"}
    assert hana.post(f"{BASE}pegawai/{people.dedi.pk}/penempatan/", more).status_code == 302
    assert Assignment.objects.filter(employee=people.rina).count() == 2
    acting = Assignment.objects.get(employee=people.dedi, kind="acting")
    path = f"{BASE}penempatan/{acting.pk}/akhiri/"
    assert hana.get(path).status_code == 200
    assert hana.post(path, {"ends": "2026-05-01"}).status_code == 302
    path = f"{BASE}pegawai/{people.budi.pk}/berhenti/"
    assert hana.post(path, {"ends": "2026-03-01"}).status_code == 302


def test_a_status_for_one_and_for_a_school(hana, people, agency):
    typed = {"kind": "retiring", "reason": "SK 1", "starts": "2026-04-01"}
    assert hana.post(f"{BASE}pegawai/{people.rina.pk}/status/", typed).status_code == 302
    row = EmployeeStatus.objects.get()
    assert hana.post(f"{BASE}status/{row.pk}/akhiri/", {"ends": "2026-05-01"}).status_code == 302

    school = make.unit(people.government, name="SDN 1", kind="school")
    teacher = make.employee(agency, "Bu Guru")
    make.assignment(teacher, school, position=make.position(agency, "Guru Kelas"))
    path = f"{BASE}unit/{school.pk}/status/"
    assert "checked" in hana.get(path).content.decode()
    ticked = typed | {"kind": "other_platform", "chosen": str(teacher.pk)}
    assert hana.post(path, ticked).status_code == 302
    assert teacher.statuses.get().kind == "other_platform"


@pytest.fixture
def principal(people, agency):
    school = make.unit(people.government, name="SDN 1", kind="school")
    head = make.employee(agency, "Pak Kepala")
    lead = make.position(agency, "Kepala Sekolah", kind=Position.Kind.FUNCTIONAL)
    post = make.assignment(head, school, is_head=True, position=lead)
    make.rater(post, people.budi)
    return post


def test_all_school_heads_are_delegated_by_one_decree(hana, principal):
    assert "1 pimpinan unit belum boleh menilai" in text(hana, "delegasi/")
    path = f"{BASE}delegasi/baru/"
    assert "checked" in hana.get(path).content.decode()
    typed = {"chosen": [principal.pk], "decree": "SK Bupati 5/2026", "starts": "2026-01-01"}
    assert hana.post(path, typed).status_code == 302
    assert "SK Bupati 5/2026" in text(hana, "delegasi/")
    row = Delegation.objects.get()
    path = f"{BASE}delegasi/{row.pk}/akhiri/"
    assert hana.get(path).status_code == 200
    assert hana.post(path, {"ends": "2026-02-01"}).status_code == 302


def test_a_team_is_opened_staffed_and_closed(sign_in, people):
    sinta = sign_in(people.sinta)
    assert "Belum ada tim kerja" in text(sinta, "tim/")
    typed = {"name": "Stunting", "unit": people.office.pk, "starts": "2026-01-01"}
    assert sinta.post(f"{BASE}tim/baru/", typed).status_code == 302
    team = WorkTeam.objects.get()
    member = {"person_seek": "Budi", "person": people.budi.pk, "starts": "2026-01-01"}
    path = f"{BASE}tim/{team.pk}/anggota/"
    assert sinta.post(path, {**member, "is_leader": "on"}).status_code == 302
    page = text(sinta, f"tim/{team.pk}/")
    assert "Budi Santosa" in page
    assert "Ketua" in page
    row = TeamMember.objects.get()
    path = f"{BASE}tim/anggota/{row.pk}/akhiri/"
    assert sinta.post(path, {"ends": "2026-02-01"}).status_code == 302
    assert sinta.post(f"{BASE}tim/{team.pk}/tutup/", {"ends": "2026-03-01"}).status_code == 302
    assert sign_in(people.rina).post(f"{BASE}tim/{team.pk}/tutup/").status_code == 403


def test_roles_are_given_and_ended(hana, people):
    typed = {
        "person_seek": "Rina",
        "person": people.rina.pk,
        "role": "unit_operator",
        "unit_seek": "Melati",
        "unit": people.clinic.pk,
        "starts": "2026-01-01",
    }
    path = f"{BASE}peran/baru/"
    assert "Administrator sistem" not in hana.get(path).content.decode()
    assert hana.post(path, {**typed, "role": "administrator"}).status_code == 200
    assert hana.post(path, typed).status_code == 302
    page = text(hana, "peran/")
    assert "Rina Kartikasari" in page
    assert "Operator unit" in page
    grant = people.rina.user.grants.get()
    assert make.actor(people.rina).has(Role.UNIT_OPERATOR)
    assert hana.post(f"{BASE}peran/{grant.pk}/akhiri/").status_code == 302
    assert not make.actor(people.rina).has(Role.UNIT_OPERATOR)


def test_accounts_of_a_unit(andi, people, client):
    page = text(andi, f"unit/{people.clinic.pk}/akun/")
    assert "2 orang belum punya sandi" in page
    answer = andi.post(f"{BASE}unit/{people.clinic.pk}/akun/slip/")
    assert answer.content.startswith(b"%PDF")
    page = andi.post(f"{BASE}pegawai/{people.rina.pk}/tautan/").content.decode()
    assert "Kode untuk Rina Kartikasari" in page
    path = f"{BASE}pegawai/{people.rina.pk}/atur-ulang/"
    assert "Temui orangnya" in andi.post(path, {}).content.decode()
    page = andi.post(path, {"has_met": "on"}).content.decode()
    assert "hanya tampil sekali" in page


def test_a_year_is_opened_confirmed_and_added_to(hana, people, agency):
    assert hana.get(f"{BASE}kalender/").url == f"{BASE}kalender/2026/"
    assert "Tahun 2026 belum dibuka" in text(hana, "kalender/2026/")
    assert hana.post(f"{BASE}kalender/2026/buka/").status_code == 302
    assert Period.objects.filter(agency=agency).count() == 5
    page = text(hana, "kalender/2026/")
    assert "hari libur 2026 masih perkiraan" in page
    assert "dinilai 25 Maret 2026 sampai 30 April 2026" in page
    ticked = list(CalendarDay.objects.values_list("pk", flat=True))
    assert hana.post(f"{BASE}kalender/2026/pastikan/", {"hari": ticked}).status_code == 302
    assert "Kalender 2026 sudah pasti" in text(hana, "kalender/2026/")
    typed = {"day": "2026-07-09", "name": "Hari jadi", "kind": "agency"}
    assert hana.post(f"{BASE}kalender/2026/libur/", typed).status_code == 302
    row = CalendarDay.objects.get(day="2026-07-09")
    assert hana.post(f"{BASE}kalender/libur/{row.pk}/hapus/").status_code == 302
