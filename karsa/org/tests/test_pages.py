from datetime import date

import pytest

from karsa.accounts.roles import Role
from karsa.kit.testing import assert_flat
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
from karsa.org.services.year import open_year
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


def test_the_tree_opens_at_the_root_and_goes_down(hana, people):
    page = text(hana, "")
    assert "5 unit organisasi" in page
    assert "Dinas Kesehatan" in page
    assert "Puskesmas Melati" not in page
    assert "Puskesmas Melati" in text(hana, f"unit/{people.office.pk}/cabang/")


def test_the_tree_costs_the_same_for_many_units(hana, people):
    def grow():
        for _ in range(20):
            unit = make.unit(people.government)
            make.assignment(make.employee(unit.agency), unit, is_head=True)

    assert_flat(lambda: hana.get(BASE), grow)
    assert_flat(lambda: hana.get(f"{BASE}unit/{people.government.pk}/cabang/"), grow)


def test_a_unit_shows_its_people_to_who_leads_and_their_number_to_others(
    andi, people, client, sign_in
):
    page = text(andi, f"unit/{people.clinic.pk}/")
    assert "3 orang hari ini" in page
    assert "Rina Kartikasari" in page
    assert "Akun dan slip" in page
    page = text(sign_in(people.budi), f"unit/{people.clinic.pk}/")
    assert "Rina" not in page
    assert "Andi Prasetyo" in page


def test_a_unit_costs_the_same_for_many_people(hana, people):
    def grow():
        for _ in range(20):
            make.assignment(make.employee(people.rina.agency), people.clinic)

    assert_flat(lambda: hana.get(f"{BASE}unit/{people.clinic.pk}/"), grow, budget=14)


def test_people_are_found_by_name_and_by_nip_without_a_nip_in_the_address(hana, people):
    assert "7 orang dapat Anda lihat" in text(hana, "pegawai/")
    nip = people.rina.nip
    answer = hana.post(f"{BASE}pegawai/cari/", {"cari": f"{nip[:8]} {nip[8:]}"})
    assert answer.url == f"{BASE}pegawai/{people.rina.pk}/"
    page = hana.post(f"{BASE}pegawai/cari/", {"cari": "an"}).content.decode()
    assert "Budi Santosa" in page
    assert "0 orang ditemukan" in hana.post(f"{BASE}pegawai/cari/").content.decode()


def test_one_sees_only_the_people_one_may(andi, people):
    assert "3 orang dapat Anda lihat" in text(andi, "pegawai/")
    assert andi.get(f"{BASE}pegawai/{people.budi.pk}/").status_code == 404


def test_the_list_of_people_costs_the_same_for_many(hana, people):
    def grow():
        for _ in range(20):
            make.assignment(make.employee(people.rina.agency), people.clinic)

    assert_flat(lambda: hana.get(f"{BASE}pegawai/"), grow)


def test_a_person_has_posts_raters_and_statuses_over_time(hana, people):
    EmployeeStatus.objects.create(
        agency=people.rina.agency,
        employee=people.rina,
        kind="study_leave",
        reason="Tugas belajar S2",
        starts=STARTS,
    )
    page = text(hana, f"pegawai/{people.rina.pk}/")
    for words in ("Dinilai Andi Prasetyo", "atasannya Sinta Maharani", "Tugas belajar S2"):
        assert words in page


def test_a_person_costs_the_same_for_many_posts(hana, people):
    def grow():
        for _ in range(10):
            post = make.assignment(people.rina, people.office, kind="acting")
            make.rater(post, people.sinta, people.regent)

    assert_flat(lambda: hana.get(f"{BASE}pegawai/{people.rina.pk}/"), grow, budget=16)


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
    typed |= {"kind": "other_platform", "chosen": [teacher.pk]}
    assert hana.post(path, typed).status_code == 302
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


def test_delegations_cost_the_same_for_many(hana, principal, people):
    def grow():
        for _ in range(15):
            person = make.employee(people.rina.agency)
            Delegation.objects.create(
                agency=person.agency,
                employee=person,
                unit=people.clinic,
                decree="SK",
                starts=STARTS,
            )

    assert_flat(lambda: hana.get(f"{BASE}delegasi/"), grow)


def test_raters_to_put_right_stand_in_three_lists(hana, people, principal, agency):
    nobody = make.assignment(make.employee(agency, "Tanpa Penilai"), people.clinic)
    teacher = make.assignment(make.employee(agency, "Guru Kelas"), principal.unit)
    make.rater(teacher, principal.employee)
    RaterLine.objects.filter(assignment__employee=people.sinta).update(rater=people.andi)

    page = text(hana, "penilai/")
    assert "1 penempatan belum punya penilai" in page
    assert nobody.employee.name in page
    assert "pejabat fungsional tanpa delegasi" in text(hana, "penilai/?daftar=tidak-sah")
    page = text(hana, "penilai/?daftar=berputar")
    assert "kembali ke orang ini sendiri" in page
    assert "Sinta Maharani" in page
    assert "Rina Kartikasari" not in page


def test_all_is_well_says_so(hana, people):
    assert "Semua orang punya penilai yang sah" in text(hana, "penilai/")


def test_lists_of_raters_cost_the_same_for_many(hana, people, agency, principal):
    def without():
        for _ in range(15):
            make.assignment(make.employee(agency), people.clinic)

    def unfit():
        for _ in range(15):
            post = make.assignment(make.employee(agency), principal.unit)
            make.rater(post, principal.employee)

    unfit()
    without()
    assert_flat(lambda: hana.get(f"{BASE}penilai/?daftar=tanpa"), without)
    assert_flat(lambda: hana.get(f"{BASE}penilai/?daftar=tidak-sah"), unfit)
    assert_flat(lambda: hana.get(f"{BASE}penilai/?daftar=berputar"), unfit)


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


def test_teams_cost_the_same_for_many(hana, people, agency):
    def grow():
        for number in range(15):
            row = WorkTeam.objects.create(
                agency=agency, name=f"Tim {number}", unit=people.office, starts=STARTS
            )
            TeamMember.objects.create(
                agency=agency,
                team=WorkTeam.objects.order_by("pk")[0],
                assignment=make.assignment(make.employee(agency), people.clinic),
                starts=row.starts,
            )

    grow()
    first = WorkTeam.objects.order_by("pk")[0]
    assert_flat(lambda: hana.get(f"{BASE}tim/"), grow)
    assert_flat(lambda: hana.get(f"{BASE}tim/{first.pk}/"), grow)


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


def test_roles_cost_the_same_for_many(hana, people, agency):
    def grow():
        for _ in range(15):
            make.grant(make.employee(agency), Role.UNIT_OPERATOR, people.clinic.path)

    grow()
    assert_flat(lambda: hana.get(f"{BASE}peran/"), grow)


def test_accounts_of_a_unit(andi, people, client):
    page = text(andi, f"unit/{people.clinic.pk}/akun/")
    assert "3 orang belum punya sandi" in page
    answer = andi.post(f"{BASE}unit/{people.clinic.pk}/akun/slip/")
    assert answer.content.startswith(b"%PDF")
    page = andi.post(f"{BASE}pegawai/{people.rina.pk}/tautan/").content.decode()
    assert "Kode untuk Rina Kartikasari" in page
    path = f"{BASE}pegawai/{people.rina.pk}/atur-ulang/"
    assert "Temui orangnya" in andi.post(path, {}).content.decode()
    page = andi.post(path, {"has_met": "on"}).content.decode()
    assert "hanya tampil sekali" in page


def test_accounts_cost_the_same_for_many(andi, people, agency):
    def grow():
        for _ in range(15):
            make.assignment(make.employee(agency), people.clinic)

    assert_flat(lambda: andi.get(f"{BASE}unit/{people.clinic.pk}/akun/"), grow)


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


def test_the_calendar_costs_the_same_for_many_days(hana, people):
    hana.post(f"{BASE}kalender/2026/buka/")

    def grow():
        for number in range(1, 20):
            CalendarDay.objects.create(
                agency=people.rina.agency,
                day=date(2026, 11, number),
                name="Libur",
                kind="agency",
            )

    assert open_year(actor=make.actor(people.hana), year=2026) == ()
    assert_flat(lambda: hana.get(f"{BASE}kalender/2026/"), grow)
