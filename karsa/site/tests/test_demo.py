"""The demo's year keeps the same promises as what people write through the services."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models, transaction

from karsa.accounts.models import User
from karsa.consequences.models import AwardRound, Juror
from karsa.development.models import Registration
from karsa.evaluations.models import Evaluation, Objection
from karsa.evaluations.queries.proposal import proposal_for
from karsa.evaluations.queries.snapshot import snapshot_of
from karsa.feedback.models import Feedback, FeedbackRequest, Guidance, Round, RoundScore
from karsa.indicators.models import Indicator, Measurement
from karsa.journal.models import BurdenCount, DailyEntry
from karsa.monitoring.models import Directive, Obstacle, ReviewSession, SupportAnswer
from karsa.monitoring.queries.effects import effects_of
from karsa.monitoring.queries.memo import read_memo
from karsa.org.models import Assignment, Employee, RaterLine, Unit
from karsa.plans.models import PerformanceAgreement, PerformancePlan
from karsa.plans.queries.gaps import gaps_of
from karsa.rules import voices
from karsa.rules.decision import check_reason
from karsa.rules.grade import Rating, grade
from karsa.site.demo import memory, people
from karsa.site.demo.load import load
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # a Friday afternoon in Jakarta
SIZE = 60
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker) -> Iterator[Agency]:
    """The whole region with a year of a few people; taken back after these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        agency = load(now=NOW, size=SIZE)
        with scope(agency):
            yield agency
        transaction.set_rollback(True)


def test_the_region_is_the_sample_with_its_head(region: Agency):
    assert Unit.objects.filter(agency=region).count() == 199
    assert Employee.objects.filter(agency=region).count() == 1501
    unrated = Assignment.objects.filter(agency=region, rater_lines=None)
    assert [post.position.name for post in unrated] == ["Bupati Contoh"]


def test_a_second_start_loads_nothing_and_prints_the_same(region: Agency, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "DATA", tmp_path)
    before = {model: model.objects.count() for model in (DailyEntry, PerformancePlan, Evaluation)}
    told = [StringIO(), StringIO()]
    for out in told:
        call_command("demo", no_serve=True, stdout=out)
    assert told[0].getvalue() == told[1].getvalue()
    assert {model: model.objects.count() for model in before} == before
    kept = memory.recall()
    assert kept is not None
    for _role, _name, number in people.sign_ins(region):
        assert number in told[0].getvalue()
    assert User.objects.get(username=people.ADMINISTRATOR).check_password(kept.password)


def test_a_set_plan_lacks_nothing(region: Agency):
    plans = PerformancePlan.objects.filter(state="set", origin="")
    assert plans.count() > SIZE / 2
    for plan in plans.prefetch_related("results__measures"):
        assert not list(gaps_of(plan))
        assert plan.results.filter(kind="main").exists()
        steps = [plan.proposed_at, plan.agreed_at, plan.set_at]
        assert None not in steps
        assert steps == sorted(steps, key=str)


def test_results_serve_those_of_the_rater(region: Agency):
    for plan in PerformancePlan.objects.filter(state="set"):
        for result in plan.results.exclude(supports=None).select_related("supports__plan"):
            assert result.supports is not None
            assert result.supports.plan.assignment.employee_id == plan.rater_id


def test_entries_are_reviewed_by_the_rater_and_returned_with_a_reason(region: Agency):
    raters = dict(RaterLine.objects.values_list("assignment", "rater"))
    states = set()
    for entry in DailyEntry.objects.select_related("plan"):
        states.add(entry.state)
        assert entry.plan.starts <= entry.day <= NOW.date()
        if entry.state in ("sent", "draft"):
            assert entry.reviewed_by_id is None
        else:
            assert entry.reviewed_by_id == raters[entry.assignment_id]
    assert not DailyEntry.objects.filter(sent_at__gt=NOW).exists()
    assert not DailyEntry.objects.filter(reviewed_at__gt=NOW).exists()
    assert not DailyEntry.objects.filter(reviewed_at__lt=models.F("sent_at")).exists()
    for entry in DailyEntry.objects.only("state", "review_reason"):
        assert bool(entry.review_reason) == (entry.state == "returned")
    assert states == {"sent", "accepted", "returned", "draft"}  # a helper has typed one


def test_leaders_of_the_showcase_have_a_handful_waiting(region: Agency):
    leader = Assignment.objects.get(unit__name="Puskesmas Mataram", is_head=True).employee
    waiting = DailyEntry.objects.filter(state="sent", assignment__rater_lines__rater=leader)
    assert 5 <= waiting.count() <= 9


def test_every_grade_follows_from_its_ratings_and_has_the_words_it_needs(region: Agency):
    lines = {line.assignment_id: line for line in RaterLine.objects.all()}
    rows = list(Evaluation.objects.filter(origin=""))
    assert len({row.period_id for row in rows}) == 3
    for row in rows:
        decided = (Rating(row.result_rating), Rating(row.behaviour_rating))
        outcome = grade(*decided)
        assert row.grade == outcome
        line = lines[row.assignment_id]
        assert (row.rater_id, row.reviewer_id) == (line.rater_id, line.reviewer_id)
        said = [row.proposal[side]["rating"] for side in ("result", "behaviour")]
        results, behaviour = (Rating(rating) if rating else None for rating in said)
        if not Objection.objects.filter(evaluation=row).exists():
            check_reason((results, behaviour), decided, outcome, row.departure_reason)


def test_the_kept_proposal_is_the_one_the_service_would_make(region: Agency):
    rows = Evaluation.objects.filter(origin="").select_related("plan", "period").order_by("pk")
    for row in rows[:: max(1, rows.count() // 12)]:
        made = snapshot_of(proposal_for(row.plan, row.period, NOW.date()))
        for part in made:
            assert row.proposal[part] == made[part]


def test_one_objection_waits_and_one_was_decided(region: Agency):
    waiting, decided = Objection.objects.order_by("filed_on")[::-1]
    assert (waiting.state, waiting.evaluation.state) == ("filed", "objected")
    assert waiting.filed_on <= NOW.date() < waiting.decide_by
    assert decided.state == "decided"
    assert decided.evaluation.grade != decided.old_grade
    assert decided.decided_by_id == decided.evaluation.reviewer_id
    assert decided.decided_on
    assert decided.filed_on < decided.decided_on <= decided.decide_by


def test_figures_are_verified_by_another(region: Agency):
    assert 60 <= Indicator.objects.count() <= 140
    rows = Measurement.objects.filter(state="verified")
    assert rows.exists()
    assert not rows.filter(verified_by=models.F("reported_by")).exists()
    assert not Measurement.objects.filter(reported_at__gt=NOW).exists()


def test_agreements_are_signed_by_both(region: Agency):
    for agreement in PerformanceAgreement.objects.all():
        assert agreement.state == "signed"
        assert agreement.signed_on
        assert agreement.first_party_id != agreement.second_party_id


@pytest.mark.parametrize(
    "label", ["org", "indicators", "plans", "journal", "feedback", "evaluations"]
)
def test_rows_are_clean(region: Agency, label: str):
    for model in apps.get_app_config(label).get_models():
        rows = model._default_manager.order_by("pk")
        for row in rows[:: max(1, rows.count() // 25)]:
            blank = {f.name for f in row._meta.fields if getattr(row, f.attname) in (None, "", {})}
            row.full_clean(exclude=blank, validate_unique=False, validate_constraints=True)


def test_teams_meet_twice_and_what_holds_units_back_stands_in_every_state(region: Agency):
    sessions = ReviewSession.objects.filter(agency=region).order_by("day")
    assert {row.state for row in sessions} == {"open", "closed"}
    second = sessions.exclude(previous=None).select_related("previous")
    assert second.count() * 2 == sessions.count()
    assert all(read_memo(row).last_conclusions for row in second)
    rows = list(Obstacle.objects.all())
    assert {row.state for row in rows} == set(Obstacle.State.values)
    assert Obstacle.objects.unowned().exists()
    assert Obstacle.objects.overdue(NOW.date()).exists()
    assert "better" in {seen.effect.direction for seen in effects_of(rows).values()}


def test_directives_and_promised_support_stand_in_every_state(region: Agency):
    assert set(Directive.objects.values_list("state", flat=True)) == set(Directive.State.values)
    answers = set(SupportAnswer.objects.values_list("state", flat=True))
    assert answers == set(SupportAnswer.ANSWERS)


def test_people_are_guided_and_heard_and_nobody_is_found_by_it(region: Agency):
    kinds = set(Guidance.objects.values_list("kind", flat=True))
    released = Round.objects.get(released_on__isnull=False)
    shown = set(RoundScore.objects.filter(round=released).values_list("shown_as", flat=True))
    assert Guidance.Kind.COACHING in kinds
    assert {"self", "superior"} <= shown
    for subject in RoundScore.objects.values_list("subject", flat=True).distinct():
        scores = RoundScore.objects.filter(subject=subject)
        groups = Counter(scores.values_list("shown_as", flat=True))
        assert all(n >= 5 for name, n in groups.items() if name not in voices.KNOWN)
    assert FeedbackRequest.objects.exclude(token="").count() == 1
    assert Feedback.objects.filter(is_shared=True, is_sharable=True).exists()
    assert BurdenCount.objects.filter(kind="left").exists()


def test_juries_and_hours_beyond_a_ceiling_stand_in_the_states_people_ask_about(region: Agency):
    stood_in = Juror.objects.exclude(before=None).get()
    assert stood_in.round.state == AwardRound.State.VOTING
    ended = AwardRound.objects.filter(state=AwardRound.State.CLOSED)
    assert ended.filter(nominations__reward=None).count() == 1
    beyond = Registration.objects.get(state=Registration.State.REFERRED)
    assert (bool(beyond.reason), beyond.employee.employment) == (True, Employee.Employment.PPPK)
