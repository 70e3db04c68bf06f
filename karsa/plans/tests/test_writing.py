"""The employee writes the plan: start, copy, results, measures, actions, manuals, strategies."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.org.models import Assignment, EmployeeStatus
from karsa.org.tests import make as org
from karsa.plans import services
from karsa.plans.models import IndividualIndicator, PerformancePlan
from karsa.plans.tests import make
from karsa.rules.refused import Refused

QUANTITATIVE = PerformancePlan.Approach.QUANTITATIVE


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def start(actor, post, year=2026):
    return services.start_plan(actor=actor, assignment=post, year=year, approach=QUANTITATIVE)


def test_one_starts_before_the_superior_has_a_plan(rina, post, people):
    plan = start(rina, post)

    assert (plan.state, plan.form, plan.rater) == ("draft", "A.1.7", people.andi)
    assert (plan.starts, plan.ends) == (date(2026, 1, 1), date(2026, 12, 31))
    assert verbs() == ["plan.started"]


def test_heads_plan_on_the_form_of_heads(andi, people):
    head = Assignment.objects.get(employee=people.andi)
    assert start(andi, head).form == "A.1.2"


def test_nobody_starts_a_plan_for_another(andi, post):
    with pytest.raises(PermissionDenied):
        start(andi, post)


def test_a_plan_is_started_once(rina, post):
    start(rina, post)
    with pytest.raises(Refused, match="sudah ada"):
        start(rina, post)


def test_a_post_not_held_in_the_year_has_no_plan(rina, post):
    with pytest.raises(Refused, match="tidak Anda pegang"):
        start(rina, post, year=2024)


def test_who_owes_no_plan_is_told_so(rina, post, people):
    EmployeeStatus.objects.create(
        agency=post.agency, employee=people.rina, kind="unpaid_leave", starts=date(2026, 1, 1)
    )
    with pytest.raises(Refused, match="Cuti di luar tanggungan negara"):
        start(rina, post)


def test_study_leave_still_owes_one(rina, post, people):
    EmployeeStatus.objects.create(
        agency=post.agency, employee=people.rina, kind="study_leave", starts=date(2026, 1, 1)
    )
    assert start(rina, post).state == "draft"


def test_last_year_is_copied_with_measures_and_moved_actions(rina, post):
    old = make.plan(post, year=2025, starts=date(2025, 1, 1), ends=date(2025, 12, 31))
    result = make.result(old, text="Bayi sehat")
    make.measure(result, text="Bayi diimunisasi")
    make.action(result, text="Jemput bola")

    plan = services.copy_last_year(actor=rina, assignment=post, year=2026)

    copied = plan.results.get()
    assert copied.text == "Bayi sehat"
    assert copied.key != result.key
    assert copied.measures.get().text == "Bayi diimunisasi"
    action = plan.actions.get()
    assert (action.text, action.starts, action.ends) == ("Jemput bola", plan.starts, plan.ends)
    assert action.result == copied
    assert verbs() == ["plan.copied"]


def test_without_last_year_there_is_nothing_to_copy(rina, post):
    with pytest.raises(Refused, match="tahun lalu"):
        services.copy_last_year(actor=rina, assignment=post, year=2026)


def test_results_are_added_changed_and_removed(rina, draft):
    words = services.ResultWords(
        "Data ibu hamil lengkap", kind="additional", assigned_by=" Kepala "
    )
    result = services.add_result(actor=rina, plan=draft, words=words)
    assert (result.order, result.kind, result.assigned_by) == (2, "additional", "Kepala")

    services.change_result(actor=rina, result=result, words=services.ResultWords("Data lengkap"))
    result.refresh_from_db()
    assert (result.text, result.kind) == ("Data lengkap", "main")

    services.remove_result(actor=rina, result=result)
    assert draft.results.count() == 1
    assert verbs()[-3:] == ["result.added", "result.changed", "result.removed"]


def test_nobody_writes_into_another_s_plan(andi, budi, draft):
    result = draft.results.get()
    measure = result.measures.get()
    words = services.ResultWords("Diganti atasan")
    for actor in (andi, budi):
        for act in (
            lambda a: services.add_result(actor=a, plan=draft, words=words),
            lambda a: services.change_result(actor=a, result=result, words=words),
            lambda a: services.remove_result(actor=a, result=result),
            lambda a: services.remove_measure(actor=a, measure=measure),
            lambda a: services.propose(actor=a, plan=draft),
        ):
            with pytest.raises(PermissionDenied):
                act(actor)


def test_an_empty_result_is_refused(rina, draft):
    with pytest.raises(Refused, match="Tulis dulu"):
        services.add_result(actor=rina, plan=draft, words=services.ResultWords("  "))


def test_a_proposed_plan_is_not_edited(rina, proposed):
    with pytest.raises(Refused, match="sedang diajukan"):
        services.add_result(actor=rina, plan=proposed, words=services.ResultWords("Baru"))


def test_a_result_serves_one_of_the_rater_s(rina, andi, budi, draft, people):
    boss = make.result(make.plan(Assignment.objects.get(employee=people.andi)))
    other = make.result(make.plan(Assignment.objects.get(employee=people.budi)))
    words = services.ResultWords("Ibu hamil sehat", supports=boss)

    result = services.add_result(actor=rina, plan=draft, words=words)
    assert result.supports == boss
    with pytest.raises(PermissionDenied):
        services.add_result(
            actor=rina, plan=draft, words=services.ResultWords("Lain", supports=other)
        )


def test_a_measure_is_changed_and_stays_with_its_result(rina, draft):
    result = draft.results.get()
    measure = result.measures.get()
    words = services.MeasureWords("Terlayani tepat waktu", "15 menit", "time", polarity="minimize")

    services.set_measure(actor=rina, result=result, words=words, measure=measure)
    measure.refresh_from_db()
    assert (measure.text, measure.aspect, measure.polarity) == (
        "Terlayani tepat waktu",
        "time",
        "minimize",
    )
    other = make.measure(make.result(draft))
    with pytest.raises(PermissionDenied):
        services.set_measure(actor=rina, result=result, words=words, measure=other)
    services.remove_measure(actor=rina, measure=measure)
    assert not result.measures.exists()


def test_staff_have_aspects_and_heads_perspectives(rina, draft):
    with pytest.raises(Refused, match="perspektif"):
        services.set_measure(
            actor=rina, result=draft.results.get(), words=services.MeasureWords("x", "1", "budget")
        )


def test_actions_lie_inside_the_plan(rina, settled):
    words = services.ActionWords("Kunjungan", date(2026, 2, 1), date(2026, 3, 31), measure="kali")
    action = services.add_action(actor=rina, result=settled.results.get(), words=words)
    assert (action.order, action.measure) == (1, "kali")

    late = services.ActionWords("Kunjungan", date(2026, 2, 1), date(2027, 1, 1))
    with pytest.raises(Refused, match="31 Desember 2026"):
        services.change_action(actor=rina, action=action, words=late)
    services.remove_action(actor=rina, action=action)
    assert not settled.actions.exists()
    assert verbs()[-2:] == ["action.added", "action.removed"]


def test_nobody_plans_another_s_actions(andi, settled):
    words = services.ActionWords("Kunjungan", date(2026, 2, 1), date(2026, 3, 31))
    with pytest.raises(PermissionDenied):
        services.add_action(actor=andi, result=settled.results.get(), words=words)


@pytest.fixture
def head_measure(andi, people) -> IndividualIndicator:
    plan = start(andi, Assignment.objects.get(employee=people.andi))
    result = services.add_result(actor=andi, plan=plan, words=services.ResultWords("Warga puas"))
    return services.set_measure(
        actor=andi, result=result, words=services.MeasureWords("Serapan", "95%", "budget")
    )


def test_a_head_writes_the_manual_of_a_measure(andi, head_measure):
    words = services.ManualWords(purpose="Mengetahui serapan", quality="outcome")
    services.write_manual(actor=andi, measure=head_measure, words=words)
    manual = services.write_manual(
        actor=andi, measure=head_measure, words=services.ManualWords(purpose="Baru")
    )
    assert (manual.purpose, manual.quality) == ("Baru", "")
    assert verbs()[-1] == "manual.written"


def test_staff_have_no_manual(rina, draft):
    with pytest.raises(Refused, match="hanya untuk rencana pimpinan"):
        services.write_manual(
            actor=rina,
            measure=draft.results.get().measures.get(),
            words=services.ManualWords(),
        )


def test_a_strategy_is_written_and_rewritten(andi, rina, head_measure):
    result = head_measure.result
    block = services.write_workblock(
        actor=andi, result=result, words=services.WorkblockWords("Jemput bola")
    )
    again = services.WorkblockWords("Jemput bola II", routine_activities="a\nb")
    services.write_workblock(actor=andi, result=result, words=again, workblock=block)
    assert result.workblocks.get().initiative == "Jemput bola II"
    with pytest.raises(PermissionDenied):
        services.write_workblock(actor=rina, result=result, words=again)
    with pytest.raises(Refused, match="nama"):
        services.write_workblock(actor=andi, result=result, words=services.WorkblockWords(" "))


def test_a_transfer_gives_a_plan_from_its_day_on(people):
    Assignment.objects.filter(employee=people.rina).update(ends=date(2026, 3, 1))
    new = org.assignment(people.rina, people.office, starts=date(2026, 3, 2))
    plan = start(org.actor(people.rina), new)
    assert (plan.starts, plan.ends) == (date(2026, 3, 2), date(2026, 12, 31))
