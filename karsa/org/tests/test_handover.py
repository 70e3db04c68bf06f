from datetime import date
from typing import Any

import pytest

from karsa.kit.testing import assert_flat
from karsa.org.models import Assignment, Delegation, Position, RaterLine
from karsa.org.queries.handover import NextRater, left_behind
from karsa.org.services.handover import Handover
from karsa.org.services.posts import NewPost, end_post, leave, transfer
from karsa.org.tests import make
from karsa.rules.refused import Refused

BASE = "/kerja/organisasi/"
MARCH_END = date(2026, 3, 31)
APRIL = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def hana(people, sign_in):
    return sign_in(people.hana)


def raters_of(*people):
    lines = RaterLine.objects.on(APRIL)
    return [lines.get(assignment__employee=person).rater for person in people]


def post_of(person) -> Assignment:
    return Assignment.objects.select_related("unit", "agency").get(employee=person)


def new(unit, **over) -> NewPost:
    wanted: dict[str, Any] = {
        "position": "Kepala",
        "position_kind": Position.Kind.HIGH_LEADER,
        "starts": APRIL,
    }
    return NewPost(unit_id=unit.pk, **(wanted | over))


def end(people, to, successor=None):
    return end_post(
        actor=make.actor(people.hana),
        assignment_id=post_of(people.andi).pk,
        ends=MARCH_END,
        handover=Handover(to, successor.pk if successor else None),
    )


def test_the_structure_names_the_next_rater(people):
    end(people, NextRater.STRUCTURE)

    assert raters_of(people.rina, people.dedi) == [people.sinta, people.sinta]
    before = RaterLine.objects.on(MARCH_END).get(assignment__employee=people.rina)
    assert (before.rater, before.ends) == (people.andi, MARCH_END)
    assert left_behind(post_of(people.andi), APRIL) == []


def test_a_successor_takes_over_all_in_the_same_act(people):
    end(people, NextRater.SUCCESSOR, people.budi)
    assert raters_of(people.rina, people.dedi) == [people.budi, people.budi]


def test_a_successor_from_among_the_rated_is_rated_by_the_structure(people):
    kind = make.position(people.rina.agency, "Kepala Seksi", kind=Position.Kind.SUPERVISOR)
    people.dedi.assignments.update(position=kind)
    end(people, NextRater.SUCCESSOR, people.dedi)
    assert raters_of(people.rina, people.dedi) == [people.dedi, people.sinta]


def test_an_unfit_or_missing_successor_is_refused_and_nothing_is_kept(people):
    with pytest.raises(Refused):
        end(people, NextRater.SUCCESSOR, people.rina)
    with pytest.raises(Refused, match="Pilih penggantinya"):
        end(people, NextRater.SUCCESSOR)
    assert post_of(people.andi).ends is None
    assert raters_of(people.rina) == [people.andi]


def test_later_leaves_the_lines_on_the_list(people):
    end(people, NextRater.LATER)
    assert raters_of(people.rina, people.dedi) == [people.andi, people.andi]
    assert len(left_behind(post_of(people.andi), APRIL)) == 2


def test_who_moves_up_is_named_again_where_nobody_stands_between(people):
    people.sinta.assignments.update(ends=MARCH_END)
    transfer(
        actor=make.actor(people.hana),
        employee_id=people.andi.pk,
        post=new(people.office, is_head=True),
        handover=Handover(NextRater.STRUCTURE),
    )
    assert raters_of(people.rina, people.dedi) == [people.andi, people.andi]


def test_who_stays_head_of_the_unit_leaves_nobody_behind(people):
    old = post_of(people.andi)
    transfer(
        actor=make.actor(people.hana),
        employee_id=people.andi.pk,
        post=new(people.clinic, is_head=True),
    )
    assert left_behind(old, APRIL) == []


def test_the_end_of_an_acting_post_leaves_what_the_holder_leads_anyhow(people):
    kind = make.position(people.andi.agency, "Plt", kind=Position.Kind.HIGH_LEADER)
    over = {"kind": Assignment.Kind.ACTING, "is_head": True, "position": kind}
    acting = make.assignment(people.andi, people.office, **over)
    other = make.assignment(make.employee(people.andi.agency), people.office)
    line = make.rater(other, people.andi)
    assert left_behind(acting, APRIL) == [line]


def test_who_leaves_the_service_hands_over_all(people):
    leave(
        actor=make.actor(people.hana),
        employee_id=people.andi.pk,
        ends=date(2026, 2, 28),
        handover=Handover(NextRater.STRUCTURE),
    )
    assert raters_of(people.rina, people.dedi) == [people.sinta, people.sinta]


def test_the_page_tells_whose_rater_leaves_and_settles_it(people, hana):
    path = f"{BASE}penempatan/{post_of(people.andi).pk}/akhiri/"
    page = hana.get(path).content.decode()
    for words in ("2 orang perlu penilai baru", "Rina Kartikasari", "Sinta Maharani", "Baca ulang"):
        assert words in page

    typed = {"ends": "2026-03-31", "handover": "successor"}
    assert hana.post(path, typed).status_code == 409
    answer = hana.post(path, {**typed, "handover": "structure"}, follow=True).content.decode()
    assert "Penempatan diakhiri." in answer
    assert "masih perlu penilai" not in answer
    assert raters_of(people.rina) == [people.sinta]


def test_a_transfer_asks_only_where_somebody_is_rated(people, hana):
    assert (
        "perlu penilai baru"
        not in hana.get(f"{BASE}pegawai/{people.rina.pk}/mutasi/").content.decode()
    )
    path = f"{BASE}pegawai/{people.andi.pk}/mutasi/"
    assert "2 orang perlu penilai baru" in hana.get(path).content.decode()
    typed = {
        "unit": people.office.pk,
        "position": "Analis",
        "position_kind": "functional",
        "starts": "2026-04-01",
        "handover": "later",
    }
    answer = hana.post(path, typed, follow=True).content.decode()
    assert "2 orang masih perlu penilai baru" in answer


def test_leaving_tells_and_settles_too(people, hana):
    path = f"{BASE}pegawai/{people.andi.pk}/berhenti/"
    assert "2 orang perlu penilai baru" in hana.get(path).content.decode()
    typed = {"ends": "2026-03-01", "handover": "successor", "successor": people.sinta.pk}
    assert hana.post(path, {**typed, "successor_seek": "Sinta"}).status_code == 302
    assert raters_of(people.rina) == [people.sinta]


@pytest.fixture
def teacher(people, agency):
    school = make.unit(people.government, name="SDN 1", kind="school")
    lead = make.position(agency, "Kepala Sekolah", kind=Position.Kind.FUNCTIONAL)
    principal = make.assignment(make.employee(agency), school, is_head=True, position=lead)
    post = make.assignment(make.employee(agency, "Guru Kelas"), school)
    line = make.rater(post, people.regent)
    RaterLine.objects.filter(pk=line.pk).update(origin=RaterLine.Origin.DERIVED)
    return principal, post


def test_a_delegation_reads_the_raters_anew_in_the_same_act(people, hana, teacher):
    principal, post = teacher
    typed = {"decree": "SK 1", "starts": "2026-03-01", "chosen": [principal.pk], "anew": "on"}
    page = hana.post(f"{BASE}delegasi/baru/", typed, follow=True).content.decode()
    assert "1 delegasi tersimpan." in page
    assert "penilai diperbarui" in page
    assert RaterLine.objects.on(make.TODAY).get(assignment=post).rater == principal.employee

    row = Delegation.objects.get()
    hana.post(f"{BASE}delegasi/{row.pk}/akhiri/", {"ends": "2026-03-31", "anew": "on"})
    assert RaterLine.objects.on(APRIL).get(assignment=post).rater == people.regent


def test_the_page_costs_the_same_for_many_rated(people, hana):
    def grow():
        for _ in range(15):
            post = make.assignment(make.employee(people.rina.agency), people.clinic)
            make.rater(post, people.andi)

    path = f"{BASE}penempatan/{post_of(people.andi).pk}/akhiri/"
    assert_flat(lambda: hana.get(path), grow)
