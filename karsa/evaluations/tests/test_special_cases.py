"""The special cases of PermenPANRB 6/2022, annex II and IV.A; each test names its chapter.

Elsewhere: late rater IV.A.11 (test_takeover), transfer of the rater IV.A.14 and finality IV.A.12
(test_deciding), delegation of a functional head IV.A.7 and acting heads (org: test_rater_lines,
test_raters_derived, test_handover), plan with the rater's superior after January, no plan during
unpaid leave and on study leave II.B-C (plans: test_dialogue, test_writing).
"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.evaluations import services
from karsa.evaluations.models import Evaluation
from karsa.evaluations.queries.cases import cases_of
from karsa.evaluations.queries.proposal import proposal_for
from karsa.evaluations.tests import make
from karsa.feedback.tests import make as feedback
from karsa.kit.testing import assert_flat
from karsa.org.models import Assignment, EmployeeStatus, RaterLine
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused

LINE = {"reason": "Sesuai kesepakatan dengan pegawai"}


def decide(people, plan, by, day=make.DAY, **over):
    choice = {"result_rating": "meets", "behaviour_rating": "meets"} | LINE | over
    return services.decide(actor=make.at(by, day), plan=plan, period=make.quarter(people), **choice)


def told(plan, people):
    period = make.quarter(people)
    return " ".join(cases_of(plan, period, proposal_for(plan, period, make.DAY).results))


def status(people, kind):
    EmployeeStatus.objects.create(
        agency=people.rina.agency, employee=people.rina, kind=kind, starts=date(2026, 2, 1)
    )


def moved(people, **over):
    """Dedi moves from the clinic to the office on 1 February, where Sinta rates."""
    old = people.dedi.assignments.get()
    make.plan(people.dedi)
    Assignment.objects.filter(pk=old.pk).update(ends=date(2026, 1, 31))
    RaterLine.objects.filter(assignment=old).update(ends=date(2026, 1, 31))
    starts = date(2026, 2, 1)
    new = org.assignment(people.dedi, people.office, starts=starts, **over)
    org.rater(new, people.sinta, people.regent)
    plan = plans.plan(new, starts=starts)
    plans.measure(plans.result(plan))
    return plan


def test_who_was_transferred_is_rated_by_the_new_rater(people):  # IV.A.13.a
    plan = moved(people)
    with pytest.raises(PermissionDenied):
        decide(people, plan, people.andi)
    assert decide(people, plan, people.sinta).rater == people.sinta
    assert "angka 13" in told(plan, people)


def test_the_new_rater_may_use_the_earlier_result_with_words(people):  # IV.A.13.a
    plan = moved(people)
    with pytest.raises(Refused, match="alasannya"):
        decide(people, plan, people.sinta, reason="")
    row = decide(people, plan, people.sinta)
    assert row.departure_reason == LINE["reason"]


def test_a_transfer_asks_for_a_plan_with_the_new_rater(people):  # II.C
    plan = moved(people)
    assert plan.rater == people.sinta
    assert PerformancePlan.objects.filter(assignment__employee=people.dedi).count() == 2


def test_several_plans_of_a_year_are_rated_each_for_itself(people):  # IV.A.5, Plt beside a post
    acting = org.assignment(people.rina, people.office, kind="acting")
    org.rater(acting, people.sinta, people.regent)
    second = plans.plan(acting)
    plans.measure(plans.result(second))
    held = people.rina.assignments.get(kind="definitive")
    own = plans.plan(held)
    plans.measure(plans.result(own))
    decide(people, own, people.andi)
    decide(people, second, people.sinta)

    assert Evaluation.objects.filter(assignment__employee=people.rina).count() == 2
    assert "SKP lain" in told(own, people)


@pytest.mark.parametrize(("kind", "name"), [("acting", "Plt"), ("daily_acting", "Plh")])
def test_acting_work_is_rated_by_the_leader_it_is_reported_to(people, kind, name):  # IV.A.6
    acting = org.assignment(people.rina, people.office, kind=kind)
    org.rater(acting, people.sinta, people.regent)
    plan = plans.plan(acting)
    with pytest.raises(PermissionDenied):
        decide(people, plan, people.andi)
    assert decide(people, plan, people.sinta).rater == people.sinta
    assert f"sebagai {name}" in told(plan, people)


def test_study_leave_is_rated_at_home_on_the_institutions_feedback(people):  # IV.A.16
    status(people, "study_leave")
    plan = make.plan(people.rina)
    make.evidence(plan)
    feedback.feedback(plan, source="outside", giver=None, giver_name="Pembimbing akademik")

    assert decide(people, plan, people.andi).grade == "good"
    said = told(plan, people)
    assert "angka 16" in said
    assert "S-2/S-3 di universitas berakreditasi B: Sangat Baik mulai 3,61" in said


def test_study_leave_adds_results_to_the_years_plan(people):  # II.B.12
    status(people, "study_leave")
    plan = make.plan(people.rina)
    plans.result(plan, text="IPK semester 1 di atas 3,5")
    assert plan.results.count() == 2
    assert proposal_for(plan, make.quarter(people), make.DAY).results[1].text.startswith("IPK")


@pytest.mark.parametrize(
    ("ratings", "grade"),
    [(("meets", "meets"), ""), (("meets", "below"), "poor"), (("below", "below"), "very_poor")],
)
def test_a_drop_out_is_rated_poor_or_very_poor(people, ratings, grade):  # IV.B.3.a.3.d
    status(people, "study_ended")
    plan = make.plan(people.rina)
    choice = dict(zip(("result_rating", "behaviour_rating"), ratings, strict=True))
    if grade:
        row = decide(people, plan, people.andi, **choice, reason=make.WELL)
        assert row.grade == grade
    else:
        with pytest.raises(Refused, match="tidak selesai"):
            decide(people, plan, people.andi, **choice)
    assert "tidak selesai" in told(plan, people)


def test_long_leave_still_owes_a_plan_and_is_told_to_the_rater(people):  # II.C.8
    status(people, "long_leave")
    plan = make.plan(people.rina)
    assert decide(people, plan, people.andi).grade == "good"
    assert "cuti panjang" in told(plan, people)


def test_a_new_employees_targets_run_since_the_first_day(people):  # II.C
    starts = date(2026, 3, 1)
    post = org.assignment(org.employee(people.rina.agency, "Sari"), people.clinic, starts=starts)
    org.rater(post, people.andi, people.sinta)
    plan = plans.plan(post, starts=starts)
    result = plans.result(plan)
    plans.measure(result, target_value=306, measure="orang", aspect="quantity")

    assert "Pegawai baru sejak 1 Maret 2026" in told(plan, people)
    made = make.plan(people.rina)
    assert "Pegawai baru" not in told(made, people)


def test_another_leaders_assignment_asks_for_that_leaders_feedback(people):  # IV.A
    plan = make.plan(people.rina)
    plans.result(plan, assigned_by="Kepala")  # Andi's own post
    assert "penugasan" not in told(plan, people)
    plans.result(plan, assigned_by="Kepala Dinas Pendidikan")
    assert "penugasan Kepala Dinas Pendidikan" in told(plan, people)


@pytest.mark.parametrize(
    "kind", ["state_official", "suspended", "unpaid_leave", "retiring", "other_platform"]
)
def test_who_owes_no_plan_is_not_rated(people, kind):  # II.C.8
    status(people, kind)
    with pytest.raises(Refused, match="tidak wajib SKP"):
        decide(people, make.plan(people.rina), people.andi)


def test_the_screen_says_what_is_special_and_keeps_to_its_budget(people, sign_in, monkeypatch):
    status(people, "study_leave")
    plan, period = make.plan(people.rina), make.quarter(people)
    late = make.at(people.sinta, make.AFTER + timedelta(days=1)).now
    monkeypatch.setattr("karsa.kit.clock.now", lambda: late)
    client = sign_in(people.sinta)
    address = reverse("evaluations:assess", args=[plan.pk, period.pk])

    assert "angka 16" in client.get(address).content.decode()
    assert_flat(lambda: client.get(address), lambda: make.evidence(plan))
