"""Cases, the rater's own mirror, and what the office reads when."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import Evaluation, RaterEffect, VignetteRating
from karsa.evaluations.queries.fairness import cases_of, choices_of, fairness_of
from karsa.evaluations.queries.habits import mirror_of
from karsa.evaluations.services.measuring import measure
from karsa.evaluations.services.objecting import Verdict
from karsa.evaluations.tests import make
from karsa.inbox.models import Notice
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused

CHOICE = {"result_rating": "meets", "behaviour_rating": "above"}


def given(people, rater, number, result, behaviour="meets", proposed="meets", **over):
    """One decided evaluation by `rater`, of a person made for it."""
    person = org.employee(people.rina.agency, f"Orang {number}")
    post = org.assignment(person, people.clinic)
    told = {"result": {"rating": proposed}, "behaviour": {"rating": "meets"}}
    return Evaluation.objects.create(
        agency=people.rina.agency,
        plan=plans.plan(post),
        assignment=post,
        period=make.quarter(people),
        rater=rater,
        state="signed",
        result_rating=result,
        behaviour_rating=behaviour,
        grade="good",
        proposal=told,
        **over,
    )


def two_raters(people, cases=5):
    """Andi gives everybody one step less than Sinta does; the cases show that it is he."""
    for number in range(12):
        severe, worth = number % 2, number % 3
        rater = people.andi if severe else people.sinta
        given(people, rater, number, ("below", "below", "meets", "above")[worth + 1 - severe])
    for number in range(cases):
        case = make.vignette(people, title=f"Kasus {number}")
        for rater, rating in ((people.andi, "below"), (people.sinta, "meets")):
            VignetteRating.objects.create(
                agency=case.agency,
                vignette=case,
                rater=rater,
                result_rating="above" if number == 0 else rating,
                behaviour_rating="meets",
            )


def measured(people):
    period = make.quarter(people)
    measure(agency=people.rina.agency, period=period, now=org.NOW)
    return {row.rater_id: row for row in RaterEffect.objects.filter(period=period)}


def test_cases_rated_by_all_tell_the_severe_rater(people):
    two_raters(people)
    found = measured(people)
    andi, sinta = found[people.andi.pk], found[people.sinta.pk]

    assert andi.severity > 0 > sinta.severity
    assert (andi.people, andi.component, sinta.component) == (6, 0, 0)
    assert andi.error > 0


def test_one_rater_per_person_cannot_be_told_apart(people):
    two_raters(people, cases=0)

    assert {row.severity for row in measured(people).values()} == {None}


def test_what_differs_from_the_evidence_is_counted_by_person(people):
    given(people, people.andi, 1, "above", proposed="meets")
    given(people, people.andi, 2, "below", proposed="meets")
    given(people, people.andi, 3, "below", proposed=None)
    found = measured(people)[people.andi.pk]

    assert (found.people, found.lifted, found.lowered) == (3, 1, 1)
    assert (found.middle, found.alike) == (0, 0)


def test_measuring_again_keeps_the_answer(people):
    given(people, people.andi, 1, "meets")
    effect = measured(people)[people.andi.pk]
    services.answer_effect(actor=make.at(people.andi), effect=effect, text="Tim saya baru")
    given(people, people.andi, 2, "meets")

    again = measured(people)[people.andi.pk]
    assert (again.pk, again.people, again.answer) == (effect.pk, 2, "Tim saya baru")


def test_what_the_superior_decided_late_is_the_superiors_habit(people):
    row = given(people, people.andi, 1, "above")
    assert set(measured(people)) == {people.andi.pk}
    Evaluation.objects.filter(pk=row.pk).update(decided_by=people.sinta)

    assert set(measured(people)) == {people.sinta.pk}


def test_figures_that_become_notable_give_ten_days_anew_and_tell_the_rater(people):
    for number in range(5):
        given(people, people.andi, number, "below", proposed="meets")
    old = {"severity": None, "error": None, "lowered": 0, "answer": "Wajar"}
    effect = make.effect(people, **old, answer_by=org.TODAY - timedelta(days=30))

    assert measured(people)[people.andi.pk].answer == ""
    effect.refresh_from_db()
    assert effect.answer_by > org.TODAY
    told = Notice.objects.get(kind=Notice.Kind.FAIRNESS_READY)
    assert told.user == people.andi.user
    services.answer_effect(actor=make.at(people.andi), effect=effect, text="Bukti kurang")
    assert measured(people)[people.andi.pk].answer == "Bukti kurang"


def test_a_person_on_two_posts_and_next_years_cases_link_their_raters(people):
    person = org.employee(people.rina.agency, "Pindah")
    for number, rater in enumerate((people.andi, people.sinta)):
        row = given(people, rater, number, "meets")
        post = org.assignment(person, people.clinic, kind=("definitive", "acting")[number])
        Evaluation.objects.filter(pk=row.pk).update(assignment=post)
    case = make.vignette(people, year=2027)
    given(people, people.dedi, 3, "meets")
    for rater in (people.andi, people.dedi):
        VignetteRating.objects.create(agency=case.agency, vignette=case, rater=rater, **CHOICE)

    assert {row.component for row in measured(people).values()} == {0}


def test_the_office_counts_what_the_mirror_calls_notable(people):
    effect = make.effect(people, severity=None, error=None, answer="Tim baru")

    found = fairness_of(make.at(people.hana), effect.period)
    assert (found.notable, found.talks) == (1, (effect,))


def test_a_rater_is_not_among_the_other_raters(people):
    effect = make.effect(people)
    for number in range(4):
        make.effect(people, org.employee(people.rina.agency, f"Penilai {number}"))

    shown = mirror_of(make.at(people.andi), effect.period)
    assert shown
    assert "terlalu sedikit" in shown.habits[0].usual


def test_a_closed_case_stays_with_those_who_rated_it(people, sign_in):
    case = make.vignette(people)
    services.rate_vignette(actor=make.at(people.andi), vignette=case, **CHOICE)
    services.close_vignette(actor=make.at(people.hana), vignette=case)

    assert [one.row for one in cases_of(make.at(people.andi))] == [case]
    assert cases_of(make.at(people.sinta)) == []


def test_a_changed_objection_counts_for_both_who_rated(people):
    objection = make.objected(people)
    words = Verdict("changes", "Buktinya lengkap", "above", "meets")
    superior = make.at(people.sinta, make.DAY + timedelta(days=20))
    services.decide_objection(actor=superior, objection_id=objection.pk, verdict=words)

    assert set(measured(people)) == {people.andi.pk, people.sinta.pk}


def test_the_rater_reads_it_first_and_the_office_after_the_answer(people):
    effect = make.effect(people)
    office = make.at(people.hana, effect.answer_by)
    period = effect.period

    shown = mirror_of(make.at(people.andi), period)
    assert shown
    assert shown.habits[0].is_notable
    before = fairness_of(office, period)
    assert (before.notable, before.talks) == (1, ())
    services.answer_effect(actor=make.at(people.andi), effect=effect, text="Saya jelaskan")
    assert fairness_of(office, period).talks == (effect,)


def test_the_office_reads_it_once_ten_working_days_are_over(people):
    effect = make.effect(people)
    late = make.at(people.hana, effect.answer_by + timedelta(days=1))

    assert fairness_of(late, effect.period).talks == (effect,)


def test_few_people_are_no_habit(people):
    effect = make.effect(people, people=4)

    shown = mirror_of(make.at(people.andi), effect.period)
    assert shown
    assert shown.habits == ()
    assert fairness_of(make.at(people.hana), effect.period).notable == 0


def test_a_case_is_rated_once_and_shows_the_others_from_five_on(people):
    case = make.vignette(people)
    services.rate_vignette(actor=make.at(people.andi), vignette=case, **CHOICE)
    with pytest.raises(Refused, match="sudah Anda nilai"):
        services.rate_vignette(actor=make.at(people.andi), vignette=case, **CHOICE)

    assert choices_of(case, case.agency) == []
    for number in range(4):
        rater = org.employee(case.agency, f"Penilai {number}")
        VignetteRating.objects.create(agency=case.agency, vignette=case, rater=rater, **CHOICE)
    assert [(one.result, one.behaviour) for one in choices_of(case, case.agency)] == [
        *((0, 5), (5, 0), (0, 0))
    ]


def test_who_may_do_what(people):
    case, effect = make.vignette(people), make.effect(people)
    for refused in (
        lambda: services.rate_vignette(actor=make.at(people.rina), vignette=case, **CHOICE),
        lambda: services.write_vignette(actor=make.at(people.andi), title="a", story="b"),
        lambda: services.close_vignette(actor=make.at(people.andi), vignette=case),
        lambda: services.answer_effect(actor=make.at(people.sinta), effect=effect, text="a"),
        lambda: services.ask_fairness(actor=make.at(people.andi), period=effect.period),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_a_closed_case_and_an_empty_answer_are_refused(people):
    case, effect = make.vignette(people), make.effect(people)
    services.close_vignette(actor=make.at(people.hana), vignette=case)
    with pytest.raises(Refused, match="ditutup"):
        services.rate_vignette(actor=make.at(people.andi), vignette=case, **CHOICE)
    with pytest.raises(Refused, match="Tulis dulu"):
        services.answer_effect(actor=make.at(people.andi), effect=effect, text=" ")
    with pytest.raises(Refused, match="Belum ada penilaian"):
        services.ask_fairness(actor=make.at(people.hana), period=effect.period)


def test_the_pages_lead_from_a_case_to_the_mirror(
    people, client, django_capture_on_commit_callbacks
):
    """The office writes a case and asks for the figures; Andi rates, reads and answers."""
    andi, words = people.andi, {"title": "Bidan Desa", "story": "Target 120, tercapai 96."}
    given(people, andi, 1, "meets")
    client.force_login(people.hana.user)
    client.post(reverse("evaluations:new_case"), words)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("evaluations:measure", args=[make.quarter(people).pk]))
    case = cases_of(make.at(andi))[0].row

    client.force_login(andi.user)
    shown = client.post(reverse("evaluations:rate_case", args=[case.pk]), CHOICE, follow=True)
    assert "Terlihat sesudah paling sedikit lima penilai" in shown.content.decode()
    effect = RaterEffect.objects.get(rater=andi)
    client.post(reverse("evaluations:answer", args=[effect.pk]), {"text": "Baik"})
    effect.refresh_from_db()
    assert effect.answer == "Baik"
    assert {"evaluations.vignette_opened", "evaluations.effect_answered"} <= set(
        AuditEntry.objects.values_list("verb", flat=True)
    )


def test_pages_cost_the_same_for_many_raters(people, sign_in):
    make.effect(people)
    client = sign_in(people.hana)
    url = f"{reverse('evaluations:fairness')}?periode={make.quarter(people).pk}"

    def more():
        for number in range(5):
            rater = org.employee(people.rina.agency, f"Penilai {number}")
            make.effect(people, rater, answer="Ya", severity=Decimal(number) / 2)

    assert_flat(lambda: client.get(url), more)
