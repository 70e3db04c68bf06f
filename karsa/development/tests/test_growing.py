"""What a post needs, how two people see it, and the plan they agree on."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.development import services
from karsa.development.models import Course, DevelopmentItem, PositionNeed
from karsa.development.queries.growing import person_page, to_agree
from karsa.development.queries.proposals import (
    proposals_of_indicators,
    proposals_of_person,
)
from karsa.development.queries.yearly import year_page
from karsa.development.tests import make
from karsa.feedback.tests import make as feedback
from karsa.indicators.tests import make as indicators
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused

YEAR = org.TODAY.year


def actor(person):
    return org.actor(person)


def look(by, person, level, competence=None):
    services.view_competence(
        actor=actor(by),
        employee=person,
        competence=competence or make.competence(person.agency),
        year=YEAR,
        level=level,
        words="Melayani 40 warga sehari tanpa keluhan.",
    )


def learning(person, activity="Mendampingi loket"):
    return services.Learning(
        competence=make.competence(person.agency),
        kind=Course.Kind.COACHING,
        activity=activity,
        due=date(YEAR, 6, 30),
    )


def test_a_gap_is_what_the_post_needs_less_what_the_leader_sees(people):
    make.need(people.rina, 4)
    rina = actor(people.rina)
    assert [line.gap for line in person_page(rina, people.rina, YEAR).lines] == [None]

    look(people.rina, people.rina, 4)
    look(people.andi, people.rina, 3)
    look(people.andi, people.rina, 2)

    (line,) = person_page(rina, people.rina, YEAR).lines
    assert line.own
    assert line.leader
    assert (line.required, line.own.level, line.leader.level, line.gap) == (4, 4, 2, 2)
    assert AuditEntry.objects.filter(verb="development.competence_seen").count() == 3
    for stranger in (people.sinta, people.dedi, people.hana):
        with pytest.raises(PermissionDenied):
            look(stranger, people.rina, 1)


def test_one_proposes_and_the_other_agrees(people):
    item = services.propose(
        actor=actor(people.rina), employee=people.rina, year=YEAR, said=learning(people.rina)
    )
    assert to_agree(actor(people.rina)) == []
    assert to_agree(actor(people.andi)) == [item]
    for other in (people.rina, people.sinta, people.hana):
        with pytest.raises(PermissionDenied):
            services.agree(actor=actor(other), item=item)
    with pytest.raises(Refused, match="belum bisa"):
        services.finish(actor=actor(people.rina), item=item)

    agreed = services.agree(actor=actor(people.andi), item=item)
    assert (agreed.state, agreed.agreed_by_id) == ("agreed", people.andi.pk)

    changed = services.change(
        actor=actor(people.andi), item=item, said=learning(people.rina, activity="Magang")
    )
    assert (changed.state, changed.agreed_by, changed.activity) == ("proposed", None, "Magang")
    services.agree(actor=actor(people.rina), item=item)
    done = services.finish(actor=actor(people.rina), item=item)
    assert (done.state, done.done_on) == ("done", org.TODAY)
    with pytest.raises(Refused):
        services.drop(actor=actor(people.rina), item=item)
    with pytest.raises(PermissionDenied):
        services.propose(
            actor=actor(people.budi), employee=people.rina, year=YEAR, said=learning(people.rina)
        )


def test_what_a_leader_proposes_only_the_person_agrees_to(people):
    item = services.propose(
        actor=actor(people.andi), employee=people.rina, year=YEAR, said=learning(people.rina)
    )
    post = people.rina.assignments.get()
    post.rater_lines.update(rater=people.sinta)  # a new leader
    assert to_agree(actor(people.sinta)) == []
    with pytest.raises(PermissionDenied):
        services.agree(actor=actor(people.sinta), item=item)
    assert to_agree(actor(people.rina)) == [item]
    assert services.agree(actor=actor(people.rina), item=item).state == "agreed"


def test_gaps_are_proposed_with_their_reason_and_taken_by_a_person(people, agency, sign_in):
    make.need(people.rina, 4)
    look(people.andi, people.rina, 2)
    adaptive = make.competence(agency, "Mengelola perubahan", value="adaptive")
    plan = plans.plan(people.rina.assignments.get())
    feedback.feedback(plan, value="adaptive", tone="constructive", text="Pernah menolak cara baru")
    course = make.course(agency)

    found = proposals_of_person(actor(people.rina), people.rina, YEAR)

    assert {(one.origin, one.competence.name) for one in found} == {
        ("gap", "Pelayanan publik"),
        ("feedback", "Mengelola perubahan"),
    }
    (gap,) = (one for one in found if one.origin == "gap")
    assert (gap.course, "level 4" in gap.reason, "level 2" in gap.reason) == (course, True, True)
    page = sign_in(people.rina)
    address = f"/kerja/belajar/pengembangan/orang/{people.rina.pk}/usulan/"
    assert "1 umpan balik tahun ini" in page.get(address).content.decode()
    page.post(f"{address}ambil/", {"usulan": f"feedback-{adaptive.pk}"})
    page.post(f"{address}ambil/", {"usulan": f"feedback-{adaptive.pk}"})  # tapped twice
    row = DevelopmentItem.objects.get()
    assert (row.origin, row.state, row.activity) == ("feedback", "proposed", "Coaching oleh atasan")


def test_a_lagging_indicator_proposes_what_its_course_raises(people, agency):
    indicator = indicators.indicator(people.clinic)
    course = make.course(agency)
    make.moves(course, indicator)
    assert proposals_of_indicators(actor(people.rina), people.rina, YEAR) == ()
    indicators.target(indicator, 100)
    indicators.figure(indicator, 2, 20)

    (one,) = proposals_of_indicators(actor(people.rina), people.rina, YEAR)

    assert (one.origin, one.course) == ("indicator", course)
    assert indicator.name in one.reason


def test_profiles_are_the_managers(people, agency):
    post = people.rina.assignments.get().position
    competence = make.competence(agency)
    with pytest.raises(PermissionDenied):
        services.set_need(actor=actor(people.andi), position=post, competence=competence, level=3)
    for level in (3, 4, 0):
        services.set_need(
            actor=actor(people.hana), position=post, competence=competence, level=level
        )
        levels = list(PositionNeed.objects.values_list("level", flat=True))
        assert levels == ([level] if level else [])
    with pytest.raises(Refused, match="sudah ada"):
        services.keep_competence(
            actor=actor(people.hana), name="pelayanan PUBLIK", kind="technical"
        )


def test_the_year_is_told_without_small_groups_and_approved_by_the_regent(people, agency):
    make.need(people.rina, 4)
    look(people.andi, people.rina, 2)
    make.session(make.course(agency), cost=5_000_000, budget_line="5.1.02")
    services.set_budget(
        actor=actor(people.hana), year=YEAR, line="5.1.02", amount=Decimal(8_000_000)
    )

    told = year_page(actor(people.hana), YEAR)
    assert [(row.name, row.gaps, row.seats) for row in told.needs] == [("Pelayanan publik", 1, 20)]
    assert [(row.name, row.gaps) for row in told.offices] == [("Dinas Kesehatan", 1)]
    assert [told.total.planned, told.total.committed, told.total.left] == [8e6, 5e6, 3e6]
    assert [row.gaps for row in year_page(actor(people.andi), YEAR).needs] == [None]

    with pytest.raises(PermissionDenied):
        services.approve_year(actor=actor(people.hana), year=YEAR)
    row = services.approve_year(actor=actor(people.regent), year=YEAR)
    assert row.content["needs"][0]["gaps"] == 1
    with pytest.raises(Refused, match="sudah disetujui"):
        services.approve_year(actor=actor(people.regent), year=YEAR)


def test_a_small_office_does_not_follow_from_the_sum(people, agency):
    elsewhere = org.unit(people.government, kind="office")
    for number in range(6):
        unit = people.clinic if number else elsewhere
        one = org.assignment(org.employee(agency, f"Warga {number}"), unit).employee
        make.item(one, by=one)

    told = year_page(actor(people.andi), YEAR)
    assert [row.planned for row in told.needs] == [5 + 1]
    assert [row.planned for row in told.offices] == [None, None]
    assert {row.planned for row in year_page(actor(people.hana), YEAR).offices} == {1, 5}


def test_pages_cost_the_same_for_one_row_and_many(people, agency, sign_in):
    def grow():
        for name in ("Integritas", "Kerja sama", "Komunikasi", "Statistik"):
            one = make.competence(agency, name)
            make.need(people.rina, 4, competence=one)
            look(people.andi, people.rina, 2, one)
            make.item(people.rina, by=people.rina, competence=one)
            make.session(make.course(agency, name.lower().replace(" ", "-")))

    make.need(people.rina, 3)
    look(people.andi, people.rina, 2)
    make.item(people.rina, by=people.rina)
    make.session(make.course(agency))
    home = "/kerja/belajar/pengembangan/"
    pages = ("", "tim/", f"orang/{people.rina.pk}/", "katalog/", "kalender/", "tahunan/")
    andi = sign_in(people.andi)

    assert_flat(lambda: andi.get(f"{home}orang/{people.rina.pk}/usulan/"), lambda: None)

    def read():
        for page in pages:
            assert andi.get(home + page).status_code == 200

    assert_flat(read, grow, budget=10 * len(pages))
