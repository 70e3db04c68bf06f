from datetime import date

import pytest

from karsa.accounts.roles import Role
from karsa.kit.testing import assert_flat
from karsa.org.models import (
    CalendarDay,
    Delegation,
    EmployeeStatus,
    Position,
    RaterLine,
    Service,
    ServicePoint,
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

    assert_flat(lambda: hana.get(f"{BASE}unit/{people.clinic.pk}/"), grow)


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

    assert_flat(lambda: hana.get(f"{BASE}pegawai/{people.rina.pk}/"), grow)


@pytest.mark.parametrize("reader", ["andi", "sinta", "hana", "budi"])
def test_pages_with_everything_on_them_keep_to_their_budget(sign_in, people, agency, reader):
    post = people.rina.assignments.get()
    make.unit(people.clinic, name="Pustu")
    service = Service.objects.create(agency=agency, unit=people.clinic, name="Imunisasi")
    ServicePoint.objects.create(agency=agency, service=service, name="Posyandu")
    dated = {"agency": agency, "starts": make.YEAR_START}
    team = WorkTeam.objects.create(**dated, name="Tim stunting", unit=people.clinic)
    TeamMember.objects.create(**dated, team=team, assignment=post)
    EmployeeStatus.objects.create(**dated, employee=people.rina, kind="study_leave")
    Delegation.objects.create(**dated, employee=people.rina, unit=people.clinic, decree="SK 1")
    if reader == "budi":
        make.grant(people.budi, Role.INSPECTOR, people.government.path)
        make.grant(people.budi, Role.UNIT_OPERATOR, people.office.path)
    client = sign_in(getattr(people, reader))

    unit, person = f"unit/{people.clinic.pk}/", f"pegawai/{people.rina.pk}/"
    for found in ("Pustu", "Imunisasi", "Posyandu", "Tim stunting"):
        assert found in text(client, unit)
    for found in ("Tim stunting", "Tugas belajar", "Puskesmas Melati", "SK 1"):
        assert found in text(client, person)

    assert_flat(lambda: client.get(f"{BASE}{unit}"), lambda: None)
    assert_flat(lambda: client.get(f"{BASE}{person}"), lambda: None)


@pytest.fixture
def principal(people, agency):
    school = make.unit(people.government, name="SDN 1", kind="school")
    head = make.employee(agency, "Pak Kepala")
    lead = make.position(agency, "Kepala Sekolah", kind=Position.Kind.FUNCTIONAL)
    post = make.assignment(head, school, is_head=True, position=lead)
    make.rater(post, people.budi)
    return post


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


def test_roles_cost_the_same_for_many(hana, people, agency):
    def grow():
        for _ in range(15):
            make.grant(make.employee(agency), Role.UNIT_OPERATOR, people.clinic.path)

    grow()
    assert_flat(lambda: hana.get(f"{BASE}peran/"), grow)


def test_accounts_cost_the_same_for_many(andi, people, agency):
    def grow():
        for _ in range(15):
            make.assignment(make.employee(agency), people.clinic)

    assert_flat(lambda: andi.get(f"{BASE}unit/{people.clinic.pk}/akun/"), grow)


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
