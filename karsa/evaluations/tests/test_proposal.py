"""The proposal: verified work counts, claims do not, and every reason can be opened."""

from datetime import date
from decimal import Decimal

import pytest

from karsa.evaluations.queries.proposal import proposal_for
from karsa.evaluations.queries.snapshot import snapshot_of
from karsa.evaluations.tests import make
from karsa.feedback.tests import make as feedback
from karsa.indicators.models import Indicator, IndicatorCard, Measurement, Target
from karsa.journal.tests import make as journal
from karsa.kit.testing import assert_flat
from karsa.org.models import RuleSet
from karsa.org.tests import make as org
from karsa.plans.models import WorkResult
from karsa.plans.tests import make as plans
from karsa.rules.grade import Rating


@pytest.fixture
def plan(people):
    return make.plan(people.rina)


@pytest.fixture
def period(people):
    return make.quarter(people)


def test_without_evidence_nothing_is_proposed_and_nothing_is_held_against_anybody(plan, period):
    found = proposal_for(plan, period, make.DAY)
    assert found.ratings == (None, None)
    assert "belum cukup bukti" in found.results[0].why
    assert "Ini bukan penilaian buruk." in found.result.statements[3].text


@pytest.mark.parametrize(
    ("quantity", "rating"), [(45, Rating.ABOVE), (30, Rating.MEETS), (12, Rating.BELOW)]
)
def test_a_result_is_rated_by_what_is_due_by_the_end_of_the_period(plan, period, quantity, rating):
    make.evidence(plan, quantity)
    fact = proposal_for(plan, period, make.DAY).results[0]
    assert fact.rating is rating
    assert fact.measures[0].actual == quantity
    assert fact.measures[0].expected == Decimal("29.59")  # 120 x 90/365


def test_enough_work_and_good_words_propose_meets(plan, period):
    make.evidence(plan)
    assert proposal_for(plan, period, make.DAY).ratings == (Rating.MEETS, Rating.MEETS)


def test_claims_nobody_verified_never_count(plan, period):
    make.evidence(plan, 12)
    for number in range(5):
        journal.entry(plan.results.get(), quantity=Decimal(100), day=date(2026, 3, 2 + number))
    found = proposal_for(plan, period, make.DAY)
    assert found.results[0].rating is Rating.BELOW
    assert (found.accepted, found.waiting) == (3, 5)
    assert found.result.statements[-1].text == "5 catatan belum diverifikasi, jadi tidak dihitung."
    assert len(found.result.statements[-1].entries) == 5


def test_every_reason_says_what_it_stands_on(plan, period):
    make.evidence(plan)
    found = proposal_for(plan, period, make.DAY)
    counts, _main, words, coverage = found.result.statements
    assert set(counts.entries) == {row.pk for row in found.entries}
    assert words.feedback == tuple(row.pk for row in found.remarks if row.result_key)
    assert coverage.text == "Catatan terverifikasi ada di 3 dari 3 bulan."
    assert found.behaviour.statements[0].feedback


def test_work_in_words_is_rated_by_feedback_on_what_is_verified(people, period):
    plan = plans.plan(people.dedi.assignments.get(), approach="qualitative")
    result = plans.result(plan)
    feedback.feedback(plan)
    alone = proposal_for(plan, period, make.DAY)  # feedback alone proves no work
    assert alone.results[0].rating is None
    journal.accepted(result, quantity=None)
    assert proposal_for(plan, period, make.DAY).results[0].rating is Rating.MEETS


def test_two_voices_beside_the_leader_make_a_guard_of_values(plan, people, period):
    make.evidence(plan)
    for giver in (people.dedi, people.sinta):
        feedback.feedback(plan, value="harmonious", giver=giver, source="peer")
    assert proposal_for(plan, period, make.DAY).behaviour.rating is Rating.ABOVE


def test_quantities_of_an_older_version_follow_their_result(plan, people, period):
    make.evidence(plan)
    plan.state = "superseded"
    plan.save()
    newer = plans.plan(plan.assignment, version=2)
    old = plan.results.get()
    result = plans.result(newer, text="Ibu hamil terlayani dengan baik", key=old.key)
    plans.measure(result, target_value=Decimal(120), measure="orang")
    assert proposal_for(newer, period, make.DAY).results[0].rating is Rating.MEETS


@pytest.mark.parametrize(("state", "rating"), [("reported", None), ("verified", Rating.ABOVE)])
def test_a_linked_indicator_follows_its_verified_measurement(people, period, state, rating):
    plan = plans.plan(people.dedi.assignments.get())
    indicator = _indicator(people, state)
    plans.measure(plans.result(plan), indicator=indicator)
    assert proposal_for(plan, period, make.DAY).results[0].rating is rating


def test_a_result_that_only_serves_an_indicator_is_held_to_its_own_measure(people, period):
    plan = plans.plan(people.dedi.assignments.get())
    plans.measure(plans.result(plan), indicator=_indicator(people), cascade="indirect")
    assert proposal_for(plan, period, make.DAY).results[0].rating is None


@pytest.mark.parametrize(
    ("level", "rating"), [("excellent", Rating.ABOVE), ("poor", Rating.BELOW), (None, None)]
)
def test_a_heads_results_follow_the_unit_where_the_rules_say_so(people, period, level, rating):
    plan, staff = make.plan(people.andi), make.plan(people.rina)
    for one in (plan, staff):
        make.evidence(one)
    if level:
        make.level(people, level, period=period)
    assert proposal_for(plan, period, make.DAY).result.rating is Rating.MEETS
    RuleSet.objects.create(
        agency=people.rina.agency,
        year=2026,
        key="head_rating",
        values={"follows_unit": True},
        source="SE MenPANRB 3/2023",
    )
    found = proposal_for(plan, period, make.DAY).result
    assert found.rating is rating
    assert "Capaian kinerja organisasi" in found.statements[0].text
    assert proposal_for(staff, period, make.DAY).result.rating is Rating.MEETS


def _indicator(people, state="verified"):
    base = {"agency": people.rina.agency}
    made = Indicator.objects.create(**base, unit=people.clinic, name="Ibu hamil terlayani")
    IndicatorCard.objects.create(
        **base, indicator=made, measure="orang", over_time="sum", created_at=org.NOW
    )
    Target.objects.create(**base, indicator=made, year=2026, month=3, value=Decimal(100))
    for month in (1, 3):
        Measurement.objects.create(
            **base,
            indicator=made,
            year=2026,
            month=month,
            value=Decimal(60),
            source="e-Kohort",
            state=state,
            reported_at=org.NOW,
        )
    return made


def test_quantities_that_cannot_be_added_are_left_to_the_person(people, period):
    plan = plans.plan(people.dedi.assignments.get())
    result = plans.result(plan)
    plans.measure(result, target_value=Decimal(25), measure="menit", aspect="time")
    journal.accepted(result, measure="menit", quantity=Decimal(30))
    fact = proposal_for(plan, period, make.DAY).results[0].measures[0]
    assert fact.achievement is None
    assert "timbang" in fact.note


def test_the_number_of_queries_does_not_follow_the_evidence(plan, people, period):
    def grow():
        for _number in range(20):
            result = plans.result(plan, kind=WorkResult.Kind.ADDITIONAL)
            plans.measure(result, target_value=Decimal(5), measure="orang")
            journal.accepted(result)
            feedback.feedback(plan, result=result)

    plans.measure(plan.results.get(), indicator=_indicator(people))
    assert_flat(lambda: proposal_for(plan, period, make.DAY), grow, budget=5)


def test_the_kept_snapshot_is_plain_and_without_floats(plan, period):
    make.evidence(plan)
    found = snapshot_of(proposal_for(plan, period, make.DAY))

    def leaves(value):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            return [leaf for inner in value for leaf in leaves(inner)]
        return [value]

    assert {type(leaf) for leaf in leaves(found)} <= {str, int, bool, type(None)}
    assert found["results"][0]["measures"][0]["actual"] == "30.00"
