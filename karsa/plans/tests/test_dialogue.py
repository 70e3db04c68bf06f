"""Two people agree: propose, speak, word, send back, agree, set, revise, hand over."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.org.models import Assignment, RaterLine
from karsa.plans import services
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make
from karsa.rules.refused import Refused


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def january(actor):
    return replace(actor, today=date(2026, 1, 20))


def test_an_incomplete_plan_is_told_its_first_gap(rina, draft):
    services.remove_measure(actor=rina, measure=draft.results.get().measures.get())
    with pytest.raises(Refused, match="belum punya ukuran"):
        services.propose(actor=rina, plan=draft)


def test_a_head_needs_a_budget_measure(andi, people):
    plan = make.plan(Assignment.objects.get(employee=people.andi), state="draft", for_head=True)
    make.measure(make.result(plan), aspect="recipient")
    with pytest.raises(Refused, match="anggaran"):
        services.propose(actor=andi, plan=plan)


def test_propose_agree_set(rina, andi, draft, people):
    services.propose(actor=rina, plan=draft, text="Mohon arahan")
    services.agree(actor=andi, plan=draft)
    plan = services.set_plan(actor=andi, plan=draft)

    assert (plan.state, plan.set_by) == ("set", people.andi)
    assert plan.agreed_at is not None
    steps = list(plan.dialogue.order_by("pk").values_list("step", "author__name"))
    assert steps == [
        ("proposed", "Rina Kartikasari"),
        ("agreed", "Andi Prasetyo"),
        ("set", "Andi Prasetyo"),
    ]
    assert verbs()[-3:] == ["plan.proposed", "plan.agreed", "plan.set"]


def test_a_rater_sets_at_once_what_the_employee_proposed(settled):
    assert settled.state == "set"
    assert settled.agreed_at == settled.set_at


def test_a_set_plan_is_not_set_again(andi, settled):
    with pytest.raises(Refused, match="sudah ditetapkan"):
        services.set_plan(actor=andi, plan=settled)


@pytest.mark.parametrize("act", ["agree", "set_plan"])
def test_strangers_and_reviewers_in_time_do_not_lead(act, budi, hana, sinta, proposed):
    for actor in (budi, hana, january(sinta)):
        with pytest.raises(PermissionDenied):
            getattr(services, act)(actor=actor, plan=proposed)


def test_after_january_the_rater_s_superior_may_lead(sinta, proposed, people):
    assert services.set_plan(actor=sinta, plan=proposed).set_by == people.sinta


def test_nobody_sets_a_draft(andi, draft):
    with pytest.raises(Refused, match="draf"):
        services.set_plan(actor=andi, plan=draft)


def test_send_back_needs_a_reason_and_clears_the_agreement(rina, andi, proposed):
    with pytest.raises(Refused, match="alasannya"):
        services.send_back(actor=andi, plan=proposed, reason=" ")
    plan = services.send_back(actor=andi, plan=proposed, reason="Targetnya terlalu rendah")
    assert (plan.state, plan.employee_agreed_at) == ("draft", None)
    assert plan.dialogue.latest("pk").text == "Targetnya terlalu rendah"
    with pytest.raises(PermissionDenied):
        services.send_back(actor=rina, plan=proposed, reason="x")


def test_one_withdraws_even_an_agreed_plan(rina, andi, proposed):
    services.agree(actor=andi, plan=proposed)
    plan = services.withdraw(actor=rina, plan=proposed)
    assert (plan.state, plan.agreed_at) == ("draft", None)
    with pytest.raises(PermissionDenied):
        services.withdraw(actor=andi, plan=proposed)


def test_both_speak_and_nobody_else(rina, andi, budi, draft):
    services.comment(actor=rina, plan=draft, text="Apakah targetnya cukup?")
    services.comment(actor=andi, plan=draft, text="Cukup.", result=draft.results.get())
    assert draft.dialogue.count() == 2
    with pytest.raises(PermissionDenied):
        services.comment(actor=budi, plan=draft, text="Saya juga")
    with pytest.raises(Refused, match="pesannya"):
        services.comment(actor=rina, plan=draft, text="")


def test_the_leader_proposes_words_and_the_employee_takes_them(rina, andi, proposed):
    result = proposed.results.get()
    message = services.propose_wording(
        actor=andi,
        plan=proposed,
        result=result,
        proposed_text="Ibu hamil sehat",
        text="Lebih jelas",
    )
    with pytest.raises(Refused, match="belum dijawab"):
        services.set_plan(actor=andi, plan=proposed)
    with pytest.raises(PermissionDenied):
        services.answer_wording(actor=andi, message=message, take=True)

    services.answer_wording(actor=rina, message=message, take=True, text="Terima kasih")
    result.refresh_from_db()
    assert result.text == "Ibu hamil sehat"
    with pytest.raises(Refused, match="sudah dijawab"):
        services.answer_wording(actor=rina, message=message, take=False)
    assert services.set_plan(actor=andi, plan=proposed).state == "set"


def test_a_declined_wording_changes_nothing(rina, andi, draft):
    message = services.propose_wording(
        actor=andi, plan=draft, result=draft.results.get(), proposed_text="Lain"
    )
    services.answer_wording(actor=rina, message=message, take=False, text="Bukan tugas saya")
    assert draft.results.get().text != "Lain"
    assert verbs()[-2:] == ["wording.declined", "dialogue.comment"]


def test_a_new_result_of_the_leader_comes_with_the_assigner(rina, andi, draft):
    message = services.propose_wording(actor=andi, plan=draft, proposed_text="Data stunting rapi")
    services.answer_wording(actor=rina, message=message, take=True)
    added = draft.results.get(text="Data stunting rapi")
    assert (added.assigned_by, added.order) == ("Kepala", 2)


def test_only_the_leader_proposes_words(rina, budi, draft):
    for actor in (rina, budi):
        with pytest.raises(PermissionDenied):
            services.propose_wording(actor=actor, plan=draft, proposed_text="x")


def test_expectations_and_annex_ask_the_employee_again(rina, andi, proposed):
    services.expect_behaviour(actor=andi, plan=proposed, value="competent", text="Mengajari rekan")
    with pytest.raises(Refused, match="Pegawai belum menyetujui"):
        services.set_plan(actor=andi, plan=proposed)
    services.set_annex(
        actor=andi, plan=proposed, section="support", lines=["Laptop", " ", "Bensin"]
    )
    services.agree(actor=andi, plan=proposed)
    plan = services.agree(actor=rina, plan=proposed)

    assert plan.state == "agreed"
    assert [item.text for item in plan.annex.order_by("order")] == ["Laptop", "Bensin"]
    assert plan.expectations.get().text == "Mengajari rekan"


def test_an_expectation_is_taken_back_and_must_be_known(andi, draft):
    services.expect_behaviour(actor=andi, plan=draft, value="loyal", text="Ada")
    services.expect_behaviour(actor=andi, plan=draft, value="loyal", text="")
    assert not draft.expectations.exists()
    with pytest.raises(Refused, match="tidak dikenal"):
        services.expect_behaviour(actor=andi, plan=draft, value="brave", text="x")


def test_the_employee_does_not_set_expectations_or_the_annex(rina, draft):
    with pytest.raises(PermissionDenied):
        services.expect_behaviour(actor=rina, plan=draft, value="loyal", text="x")
    with pytest.raises(PermissionDenied):
        services.set_annex(actor=rina, plan=draft, section="support", lines=["x"])


def test_the_annex_may_follow_the_plan(andi, settled):
    services.set_annex(actor=andi, plan=settled, section="consequence", lines=["Bidan teladan"])
    assert settled.annex.get().text == "Bidan teladan"


def test_a_revision_keeps_the_old_in_force_until_it_is_set(rina, andi, settled):
    result = settled.results.get()
    action = make.action(result)
    new = services.revise(actor=rina, plan=settled, reason="Program baru dari pusat")

    assert (new.version, new.state, new.reason) == (2, "draft", "Program baru dari pusat")
    assert list(PerformancePlan.objects.current()) == [settled]
    assert new.results.get().key == result.key
    assert new.actions.get().key == action.key
    assert new.actions.get().result == new.results.get()

    services.propose(actor=rina, plan=new)
    services.set_plan(actor=andi, plan=new)
    settled.refresh_from_db()
    assert settled.state == "superseded"
    assert list(PerformancePlan.objects.current()) == [new]
    assert "plan.superseded" in verbs()


def test_a_revision_needs_a_reason_a_set_plan_and_the_right_person(rina, andi, budi, settled):
    with pytest.raises(Refused, match="alasannya"):
        services.revise(actor=rina, plan=settled, reason="")
    with pytest.raises(PermissionDenied):
        services.revise(actor=budi, plan=settled, reason="x")
    new = services.revise(actor=andi, plan=settled, reason="Arahan baru")
    with pytest.raises(Refused, match="Lanjutkan versi itu"):
        services.revise(actor=rina, plan=settled, reason="Lagi")
    with pytest.raises(Refused, match="draf"):
        services.revise(actor=rina, plan=new, reason="Lagi")


def move_rater(people, post):
    RaterLine.objects.filter(assignment=post).update(ends=date(2026, 3, 1))
    RaterLine.objects.create(
        agency=post.agency, assignment=post, rater=people.budi, starts=date(2026, 3, 2)
    )


def test_a_new_rater_clarifies_a_set_plan_as_a_new_version(andi, budi, settled, people, post):
    with pytest.raises(PermissionDenied):
        services.clarify_after_transfer(actor=budi, plan=settled)
    with pytest.raises(Refused, match="sudah pejabat penilai"):
        services.clarify_after_transfer(actor=andi, plan=settled)
    move_rater(people, post)
    new = services.clarify_after_transfer(actor=budi, plan=settled)
    assert (new.version, new.rater, new.state) == (2, people.budi, "draft")


def test_a_new_rater_takes_over_an_open_plan(budi, proposed, people, post):
    move_rater(people, post)
    plan = services.clarify_after_transfer(actor=budi, plan=proposed)
    assert (plan.pk, plan.rater, plan.state) == (proposed.pk, people.budi, "draft")
    assert verbs()[-1] == "plan.moved"
