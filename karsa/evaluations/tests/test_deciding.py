"""Deciding: by whom, when, with which words; the grade follows by the quadrant."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import Evaluation
from karsa.evaluations.tests import make
from karsa.org.models import Employee, EmployeeStatus, RaterLine
from karsa.rules.refused import Refused

OPENS, CLOSES = date(2026, 3, 25), date(2026, 4, 30)


@pytest.fixture
def plan(people):
    found = make.plan(people.rina)
    make.evidence(found)
    return found


def decide(people, plan, by=None, day=make.DAY, **over):
    choice = {"result_rating": "meets", "behaviour_rating": "meets"}
    return services.decide(
        actor=make.at(by or people.andi, day),
        plan=plan,
        period=make.quarter(people),
        **(choice | over),
    )


def test_a_period_closed_meanwhile_takes_no_decision_and_gives_none_back(people, plan):
    row, cached = decide(people, plan), make.quarter(people)
    type(cached).objects.filter(pk=cached.pk).update(is_closed=True)
    told = {"actor": make.at(people.andi), "plan": plan, "period": cached}
    with pytest.raises(Refused, match="sudah ditutup"):
        services.decide(**told, result_rating="meets", behaviour_rating="meets")
    with pytest.raises(Refused, match="sudah ditutup"):
        services.reopen(actor=make.at(people.andi), evaluation_id=row.pk)


def test_the_rater_decides_and_the_proposal_is_kept(people, plan):
    row = decide(people, plan, recommendation="Ikut pelatihan PONED")
    assert (row.state, row.grade, row.is_final) == ("decided", "good", False)
    assert row.proposal["result"]["rating"] == "meets"
    assert row.recommendation == "Ikut pelatihan PONED"
    assert AuditEntry.objects.filter(verb="evaluations.decided", object_id=row.pk).count() == 1


@pytest.mark.parametrize(
    ("results", "behaviour", "grade"),
    [
        ("above", "above", "very_good"),
        ("above", "meets", "good"),
        ("above", "below", "poor"),
        ("meets", "above", "good"),
        ("meets", "below", "poor"),
        ("below", "below", "very_poor"),
        ("below", "meets", "needs_improvement"),
        ("below", "above", "needs_improvement"),
    ],
)
def test_the_grade_follows_the_quadrant(people, plan, results, behaviour, grade):
    chosen = {"result_rating": results, "behaviour_rating": behaviour}
    assert decide(people, plan, reason=make.WELL, **chosen).grade == grade


@pytest.mark.parametrize("name", ["rina", "dedi", "budi", "hana", "regent"])
def test_nobody_but_rater_and_superior_decides(people, plan, name):
    with pytest.raises(PermissionDenied):
        decide(people, plan, by=getattr(people, name))


def test_nobody_rates_themselves_even_as_their_own_reviewer(people):
    line = people.andi.assignments.get().rater_lines.get()
    line.reviewer = people.andi
    line.save()
    with pytest.raises(PermissionDenied):
        decide(people, make.plan(people.andi), day=date(2026, 5, 4))


def test_yesterdays_rater_does_not_decide(people, plan):
    line = plan.assignment.rater_lines.get()
    line.ends = date(2026, 3, 20)
    line.save()
    RaterLine.objects.create(
        agency=plan.agency, assignment=plan.assignment, rater=people.dedi, starts=date(2026, 3, 21)
    )
    with pytest.raises(PermissionDenied):
        decide(people, plan)
    assert decide(people, plan, by=people.dedi).rater == people.dedi


def test_a_rater_who_leaves_inside_the_window_still_decides(people, plan):
    line = plan.assignment.rater_lines.get()
    line.ends = date(2026, 3, 31)
    line.save()
    RaterLine.objects.create(
        agency=plan.agency, assignment=plan.assignment, rater=people.dedi, starts=date(2026, 4, 1)
    )
    assert decide(people, plan).rater == people.andi


@pytest.mark.parametrize(
    ("by", "day", "says"),
    [
        ("andi", date(2026, 3, 24), "dibuka mulai 25-03-2026"),
        ("andi", OPENS, ""),
        ("andi", CLOSES, ""),
        ("andi", date(2026, 5, 1), ""),
        ("sinta", CLOSES, "sampai 30-04-2026"),
        ("sinta", date(2026, 5, 1), "Ambil alih dulu"),
    ],
)
def test_each_has_a_turn(people, plan, by, day, says):
    if says:
        with pytest.raises(Refused, match=says):
            decide(people, plan, by=getattr(people, by), day=day)
    else:
        assert decide(people, plan, by=getattr(people, by), day=day).decided_by == getattr(
            people, by
        )


def test_the_annual_evaluation_has_its_own_window(people, plan):
    annual = make.year(people)
    choice = {"plan": plan, "period": annual, "result_rating": "meets", "behaviour_rating": "meets"}
    with pytest.raises(Refused, match="25-12-2026"):
        services.decide(actor=make.at(people.andi), reason=make.WELL, **choice)
    late = make.at(people.andi, date(2027, 1, 31))
    assert services.decide(actor=late, reason=make.WELL, **choice).grade == "good"


def test_whom_the_head_of_region_rates_is_final_and_never_too_late(people):
    row = services.decide(
        actor=make.at(people.regent, date(2026, 5, 20)),
        plan=make.plan(people.sinta),
        period=make.quarter(people),
        result_rating="meets",
        behaviour_rating="meets",
        reason=make.WELL,
    )
    assert row.is_final
    assert row.reviewer is None


@pytest.mark.parametrize(
    ("over", "says"),
    [
        ({"result_rating": "above"}, "alasannya"),
        ({"result_rating": "above", "behaviour_rating": "above", "reason": "bagus"}, "contoh"),
    ],
)
def test_a_departure_needs_words_and_an_extreme_an_example(people, plan, over, says):
    with pytest.raises(Refused, match=says):
        decide(people, plan, **over)
    assert not Evaluation.objects.exists()


def test_without_enough_evidence_the_person_says_why(people):
    empty = make.plan(people.dedi)
    with pytest.raises(Refused, match="belum cukup bukti"):
        decide(people, empty)
    assert decide(people, empty, reason="Dinilai dari kunjungan lapangan").grade == "good"


def test_a_decision_is_replaced_until_it_is_signed(people, plan):
    first = decide(people, plan)
    again = decide(people, plan, behaviour_rating="above", reason="Menjaga nilai di tim")
    assert (again.pk, again.behaviour_rating) == (first.pk, "above")
    services.sign(actor=make.at(people.andi), evaluation_id=again.pk)
    with pytest.raises(Refused, match="Muat ulang"):
        decide(people, plan)


def test_what_became_of_each_result_is_kept(people, plan):
    own = plan.results.get()
    other = make.plan(people.dedi).results.get()
    row = decide(
        people,
        plan,
        realisations={own.pk: "30 ibu hamil terlayani", other.pk: "bukan miliknya"},
        result_ratings={own.pk: "meets"},
    )
    assert [(a.result, a.realisation, a.rating) for a in row.results.all()] == [
        (own, "30 ibu hamil terlayani", "meets")
    ]


def test_a_plan_that_is_not_set_is_not_evaluated(people, plan):
    plan.state = "agreed"
    plan.save()
    with pytest.raises(Refused, match="belum ditetapkan"):
        decide(people, plan)


def test_who_owes_no_plan_gets_no_grade(people, plan):
    status = EmployeeStatus.objects.create(
        agency=plan.agency, employee=people.rina, kind="unpaid_leave", starts=date(2026, 3, 1)
    )
    with pytest.raises(Refused, match="tidak wajib"):
        decide(people, plan)
    status.delete()
    Employee.objects.filter(pk=people.rina.pk).update(employment="non_asn")
    with pytest.raises(Refused, match="Non-ASN"):
        decide(people, plan)


def test_a_decision_can_be_taken_back_before_signing(people):
    row = make.decided(people)
    with pytest.raises(PermissionDenied):
        services.reopen(actor=make.at(people.sinta), evaluation_id=row.pk)
    assert services.reopen(actor=make.at(people.andi), evaluation_id=row.pk).state == "draft"
    row = make.signed(people)
    with pytest.raises(Refused):
        services.reopen(actor=make.at(people.andi), evaluation_id=row.pk)
