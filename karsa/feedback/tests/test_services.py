"""Feedback: who has a say, in what capacity, and about what."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.feedback import services
from karsa.feedback.models import Feedback
from karsa.feedback.policies import source_of
from karsa.feedback.queries import subjects
from karsa.feedback.tests import make
from karsa.journal.models import DailyEntry
from karsa.journal.tests import make as journal
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused

Source, Tone = Feedback.Source, Feedback.Tone
GOOD: dict[str, Any] = {"tone": Tone.POSITIVE, "text": "Kunjungan rumah berjalan baik."}


@pytest.fixture
def plan(people) -> PerformancePlan:
    made = plans.plan(people.rina.assignments.get())
    plans.result(made)
    return made


@pytest.fixture
def act(people):
    return lambda name: org.actor(getattr(people, name))


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_form_sent_twice_says_it_once(plan, act):
    for _again in range(2):
        services.give(actor=act("andi"), plan=plan, value="loyal", **GOOD)
    assert Feedback.objects.count() == 1
    services.give(actor=act("sinta"), plan=plan, value="loyal", **GOOD)
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize(
    ("who", "source"),
    [
        ("andi", Source.LEADER),
        ("sinta", Source.LEADER),
        ("dedi", Source.PEER),
        ("rina", None),
        ("budi", None),
        ("hana", None),
    ],
)
def test_the_source_follows_from_who_speaks(plan, act, who, source):
    assert source_of(act(who), plan) is source
    shown = {subject.plan_id: subject.source for subject in subjects(act(who))}
    assert shown.get(plan.pk) == source


def test_whom_one_rates_speaks_as_a_subordinate(people, act):
    leader = plans.plan(people.andi.assignments.get())

    assert source_of(act("rina"), leader) is Source.SUBORDINATE
    assert [one.source for one in subjects(act("rina"))] == [Source.SUBORDINATE]


@pytest.mark.parametrize("who", ["andi", "dedi"])
def test_feedback_is_given_and_recorded(plan, act, who):
    given = services.give(actor=act(who), plan=plan, result=plan.results.get(), **GOOD)

    assert given.employee_id == plan.assignment.employee_id
    assert given.giver_id == act(who).employee_id
    assert (given.day, given.is_scheduled) == (org.TODAY, False)
    assert verbs() == ["feedback.give"]


@pytest.mark.parametrize("who", ["rina", "budi"])
def test_oneself_and_strangers_have_no_say(plan, act, who):
    with pytest.raises(PermissionDenied):
        services.give(actor=act(who), plan=plan, value="loyal", **GOOD)
    with pytest.raises(PermissionDenied):
        services.praise(actor=act(who), entry=journal.entry(plan.results.get()))


def test_the_leader_writes_down_what_an_outside_party_said(plan, act):
    given = services.give(
        actor=act("andi"), plan=plan, value="loyal", outside_party="Lurah Melati", **GOOD
    )

    assert (given.source, given.giver, given.giver_name) == (Source.OUTSIDE, None, "Lurah Melati")
    with pytest.raises(PermissionDenied):
        services.give(
            actor=act("dedi"), plan=plan, value="loyal", outside_party="Lurah Melati", **GOOD
        )


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"text": " "}, "Tulis umpan baliknya"),
        ({"value": ""}, "Pilih satu"),
        ({"value": "sabar"}, "bukan bagian"),
    ],
)
def test_it_is_about_one_thing_and_says_something(plan, act, over, words):
    with pytest.raises(Refused, match=words):
        services.give(actor=act("andi"), plan=plan, **({"value": "loyal"} | GOOD | over))
    assert not Feedback.objects.exists()


def test_it_is_not_about_a_result_and_a_value_or_anothers_result(plan, act, people):
    other = plans.result(plans.plan(people.dedi.assignments.get()))

    with pytest.raises(Refused, match="Pilih satu"):
        services.give(
            actor=act("andi"), plan=plan, result=plan.results.get(), value="loyal", **GOOD
        )
    with pytest.raises(Refused, match="bukan bagian"):
        services.give(actor=act("andi"), plan=plan, result=other, **GOOD)


@pytest.mark.parametrize("state", ["draft", "superseded"])
def test_a_plan_that_is_not_in_force_takes_none(plan, act, state):
    plan.state = state

    with pytest.raises(Refused, match="berlaku"):
        services.give(actor=act("andi"), plan=plan, value="loyal", **GOOD)


def test_praise_is_one_tap_and_the_second_changes_nothing(plan, act):
    entry = journal.entry(plan.results.get())
    first = services.praise(actor=act("andi"), entry=entry)
    again = services.praise(actor=act("andi"), entry=entry)

    assert first.pk == again.pk
    assert (first.tone, first.result, first.entry) == (Tone.POSITIVE, entry.result, entry)
    assert verbs() == ["feedback.praise"]


def test_a_draft_is_not_praised(plan, act):
    with pytest.raises(Refused, match="draf"):
        services.praise(
            actor=act("andi"),
            entry=journal.entry(plan.results.get(), state=DailyEntry.State.DRAFT),
        )


def test_who_it_is_about_answers_once(plan, act):
    given = make.feedback(plan)
    services.reply(actor=act("rina"), feedback=given, text="Terima kasih, Pak.")

    given.refresh_from_db()
    assert given.reply == "Terima kasih, Pak."
    with pytest.raises(Refused, match="sudah Anda tanggapi"):
        services.reply(actor=act("rina"), feedback=given, text="Lagi")
    assert verbs() == ["feedback.reply"]


def test_nobody_else_answers_and_an_empty_answer_is_refused(plan, act):
    given = make.feedback(plan)

    with pytest.raises(PermissionDenied):
        services.reply(actor=act("andi"), feedback=given, text="Siap")
    with pytest.raises(Refused, match="Tulis tanggapan"):
        services.reply(actor=act("rina"), feedback=given, text=" ")
