"""A calibration: sealed votes, conflicts of interest, changes by the rater alone, with a reason."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import CalibrationSession, CaseVote, Evaluation
from karsa.evaluations.queries.calibration import grades_in, guidance, table_of
from karsa.evaluations.queries.minutes import minutes_of
from karsa.evaluations.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.models import Period, RuleSet
from karsa.org.tests import make as org
from karsa.rules.grade import OrganisationLevel
from karsa.rules.refused import Refused

BOTH = {"result_rating": "above", "behaviour_rating": "meets"}
WORDS = "Bukti Maret ternyata sudah diverifikasi oleh koordinator bidan"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    now = datetime.combine(make.DAY, datetime.min.time(), UTC)
    monkeypatch.setattr("karsa.kit.clock.now", lambda: now)


def cards(people, person, session):
    found = table_of(make.at(person), CalibrationSession.objects.get(pk=session.pk))
    return {card.name: card for card in found.cases}


def decide_anew(people, person, **over):
    return services.decide(
        actor=make.at(people.andi),
        plan=make.plan(person),
        period=make.quarter(people),
        **(BOTH | over),
    )


def test_raters_superiors_and_the_evaluation_team_vote_and_who_only_leads_does_not(people):
    org.grant(people.budi, Role.EVALUATION_TEAM, people.office.path)
    session = make.session(people)

    sits = dict(session.members.values_list("employee__name", "votes"))
    assert sits == {
        people.andi.name: True,
        people.sinta.name: True,
        people.budi.name: True,
        people.hana.name: False,
    }
    assert AuditEntry.objects.filter(verb="evaluations.calibration_opened").exists()


def test_votes_are_sealed_until_they_open_together(people, sign_in):
    session = make.session(people)
    case = make.case_of(session, people.rina)
    services.vote(actor=make.at(people.sinta), case_id=case.pk, **BOTH)

    card = cards(people, people.andi, session)[people.rina.full_name]
    assert (card.given, card.choices, card.decided, card.own) == (1, (), "", None)
    shown = sign_in(people.andi).get(reverse("evaluations:session_case", args=[case.pk]))
    assert "Suara anggota" not in shown.content.decode()
    with pytest.raises(Refused, match="2 kasus belum punya dua suara"):
        services.open_votes(actor=make.at(people.hana), session_id=session.pk)


def test_open_votes_are_counted_without_names_and_nobody_votes_afterwards(people):
    session = make.voted(people)
    case = make.case_of(session, people.rina)

    card = cards(people, people.andi, session)[people.rina.full_name]
    assert [(one.result, one.behaviour) for one in card.choices] == [(1, 0), (1, 2), (0, 0)]
    assert card.decided == "Baik"
    with pytest.raises(Refused, match="sudah dibuka bersama"):
        services.vote(actor=make.at(people.andi), case_id=case.pk, **BOTH)


def test_a_vote_is_changed_as_often_as_one_likes_while_sealed(people):
    case = make.case_of(make.session(people), people.rina)
    for rating in ("below", "meets"):
        services.vote(
            actor=make.at(people.sinta), case_id=case.pk, **BOTH | {"result_rating": rating}
        )

    assert CaseVote.objects.get().result_rating == "meets"


def test_who_declares_a_conflict_neither_votes_nor_reads_the_case(people, sign_in):
    session = make.session(people)
    case = make.case_of(session, people.rina)
    services.vote(actor=make.at(people.sinta), case_id=case.pk, **BOTH)
    services.declare_conflict(actor=make.at(people.sinta), case_id=case.pk)

    assert not case.votes.exists()
    assert cards(people, people.sinta, session)[people.rina.full_name].is_out
    with pytest.raises(PermissionDenied):
        services.vote(actor=make.at(people.sinta), case_id=case.pk, **BOTH)
    with pytest.raises(PermissionDenied):
        services.add_note(actor=make.at(people.sinta), case_id=case.pk, text="Saya kenal")
    client = sign_in(people.sinta)
    assert client.get(reverse("evaluations:session_case", args=[case.pk])).status_code == 404


def test_a_case_that_conflicts_left_with_one_voter_waits_for_that_one(people):
    session = make.session(people)
    rina, dedi = (make.case_of(session, one) for one in (people.rina, people.dedi))
    services.declare_conflict(actor=make.at(people.sinta), case_id=rina.pk)
    for voter, case in ((people.andi, rina), (people.andi, dedi), (people.sinta, dedi)):
        services.vote(actor=make.at(voter), case_id=case.pk, **BOTH)

    assert services.open_votes(actor=make.at(people.hana), session_id=session.pk)


def test_nobody_reads_or_votes_on_the_own_case(people):
    session = make.session(people)
    session.members.create(agency=session.agency, employee=people.rina)
    case = make.case_of(session, people.rina)

    assert set(cards(people, people.rina, session)) == {people.dedi.full_name}
    with pytest.raises(PermissionDenied):
        services.vote(actor=make.at(people.rina), case_id=case.pk, **BOTH)


def test_a_rater_changes_only_with_a_reason_and_the_person_reads_before_and_after(people, sign_in):
    make.voted(people)
    # What the evidence proposes needs no reason of its own; a change does.
    Evaluation.objects.update(result_rating="below", grade="needs_improvement")
    with pytest.raises(Refused, match="berubah sesudah pembahasan"):
        decide_anew(people, people.rina, result_rating="meets")
    row = decide_anew(people, people.rina, reason=WORDS)

    (kept,) = row.changes
    assert kept["old"] == ["below", "meets", "needs_improvement"]
    assert (kept["new"], kept["by"]) == (["above", "meets", "good"], people.andi.full_name)
    row = services.sign(actor=make.at(people.andi), evaluation_id=row.pk)
    services.deliver(actor=make.at(people.andi), evaluation_id=row.pk)
    shown = sign_in(people.rina).get(reverse("evaluations:result", args=[row.pk]))
    assert "Butuh Perbaikan → Baik" in shown.content.decode()
    assert WORDS in shown.content.decode()


def test_deciding_the_same_again_or_without_a_session_keeps_no_change(people):
    make.both_decided(people)
    assert decide_anew(people, people.rina, reason=WORDS).changes == []


def test_a_session_changes_no_rating(people):
    session = make.session(people)
    before = list(Evaluation.objects.order_by("pk").values())
    case = make.case_of(session, people.rina)
    for voter in (people.andi, people.sinta):
        for one in session.cases.all():
            services.vote(actor=make.at(voter), case_id=one.pk, **BOTH)
    services.open_votes(actor=make.at(people.hana), session_id=session.pk)
    services.add_note(actor=make.at(people.andi), case_id=case.pk, text="Bukti Maret dibahas")
    services.close_session(actor=make.at(people.hana), session_id=session.pk)

    assert list(Evaluation.objects.order_by("pk").values()) == before


def test_notes_come_between_the_votes_and_the_end(people):
    session = make.session(people)
    case = make.case_of(session, people.rina)
    with pytest.raises(Refused, match="sesudah suara dibuka"):
        services.add_note(actor=make.at(people.andi), case_id=case.pk, text="Awal")
    for voter in (people.andi, people.sinta):
        for one in session.cases.all():
            services.vote(actor=make.at(voter), case_id=one.pk, **BOTH)
    services.open_votes(actor=make.at(people.hana), session_id=session.pk)
    services.close_session(actor=make.at(people.hana), session_id=session.pk)
    with pytest.raises(Refused, match="sudah selesai"):
        services.add_note(actor=make.at(people.andi), case_id=case.pk, text="Terlambat")


def test_a_session_called_off_shows_no_vote_and_no_rating(people):
    session = make.session(people)
    case = make.case_of(session, people.rina)
    services.vote(actor=make.at(people.sinta), case_id=case.pk, **BOTH)
    services.close_session(actor=make.at(people.hana), session_id=session.pk)

    assert not CaseVote.objects.exists()
    assert cards(people, people.andi, session) == {}
    assert decide_anew(people, people.rina, reason=WORDS).changes == []


def test_who_may_call_and_lead(people):
    rows = [row.pk for row in make.both_decided(people)]
    call = {"unit": people.clinic, "period": make.quarter(people), "evaluation_ids": rows}
    for person in (people.rina, people.budi):
        with pytest.raises(PermissionDenied):
            services.open_session(actor=make.at(person), **call)
    session = services.open_session(actor=make.at(people.andi), **call)

    assert session.members.get(employee=people.andi).votes
    with pytest.raises(Refused, match="masih berjalan"):
        services.open_session(actor=make.at(people.hana), **call)
    for act in (services.open_votes, services.close_session):
        with pytest.raises(PermissionDenied):
            act(actor=make.at(people.sinta), session_id=session.pk)


def test_a_session_wants_two_decided_cases_of_an_open_period(people):
    rows = [row.pk for row in make.both_decided(people)]
    period = make.quarter(people)
    call = {"actor": make.at(people.hana), "unit": people.clinic, "period": period}
    with pytest.raises(Refused, match="dua sampai empat"):
        services.open_session(**call, evaluation_ids=rows[:1])
    services.sign(actor=make.at(people.andi), evaluation_id=rows[0])
    with pytest.raises(Refused, match="dua sampai empat"):
        services.open_session(**call, evaluation_ids=rows)
    Period.objects.filter(pk=period.pk).update(is_closed=True)
    with pytest.raises(Refused, match="ditutup"):
        services.open_session(**call, evaluation_ids=rows)


def test_a_small_unit_hears_that_the_pattern_does_not_apply(people):
    period = make.quarter(people)

    (told,) = guidance(OrganisationLevel.GOOD, 4, period)
    assert "tidak berlaku untuk unit sekecil ini" in told
    annex, note = guidance(OrganisationLevel.GOOD, 5, period)
    assert "tidak menutup kemungkinan" in annex
    assert "SE MenPANRB 3/2023" in note
    assert "“Baik” sampai 70 %" in note


@pytest.mark.parametrize(("text", "shown"), [("Acuan baru", "Acuan baru (SE 9/2027)"), ("", None)])
def test_the_circulars_note_is_configured(people, text, shown):
    period = make.quarter(people)
    told = {"values": {"text": text}, "source": "SE 9/2027"}
    RuleSet.objects.create(agency=period.agency, year=2026, key="circular", **told)

    notes = guidance(OrganisationLevel.GOOD, 5, period)
    assert notes[1:] == ((shown,) if shown else ())


@pytest.mark.parametrize("person", ["andi", "hana"])
def test_the_pages_cost_the_same_for_two_cases_and_four(people, sign_in, person):
    session = make.voted(people)
    client = sign_in(getattr(people, person))
    case = make.case_of(session, people.rina)
    services.add_note(actor=make.at(people.andi), case_id=case.pk, text="Bukti Maret dibahas")
    decide_anew(people, people.rina, reason=WORDS)

    def more():
        for name in ("Tiara", "Umar"):
            post = org.assignment(org.employee(session.agency, name), people.clinic)
            org.rater(post, people.andi, people.sinta)
            made = make.plan(post.employee)
            make.evidence(made)
            row = decide_anew(people, post.employee, reason=WORDS)
            session.cases.create(agency=session.agency, evaluation=row)

    address = reverse("evaluations:session", args=[session.pk])
    assert_flat(lambda: client.get(address), more)
    address_of_case = reverse("evaluations:session_case", args=[case.pk])
    assert_flat(lambda: client.get(address_of_case), lambda: None)
    assert_flat(lambda: client.get(reverse("evaluations:sessions")), lambda: None)


def test_the_minutes_leave_out_the_cases_one_keeps_out_of(people, sign_in):
    session = make.voted(people)
    case = make.case_of(session, people.rina)
    services.add_note(actor=make.at(people.andi), case_id=case.pk, text="Bukti Maret dibahas")
    decide_anew(people, people.rina, reason=WORDS)
    for reader, names in ((people.andi, 2), (people.sinta, 1)):
        if reader == people.sinta:
            services.declare_conflict(actor=make.at(reader), case_id=case.pk)
        row = CalibrationSession.objects.select_related("period__agency").get(pk=session.pk)
        told = minutes_of(table_of(make.at(reader), row))
        assert len(told.cases) == names
    first = minutes_of(table_of(make.at(people.andi), row)).cases[1]
    assert first.notes == (f"Bukti Maret dibahas ({people.andi.full_name})",)
    assert first.changes == (f"Baik → Baik: {WORDS}",)
    address = reverse("evaluations:session_minutes", args=[session.pk])
    assert sign_in(people.andi).get(address).content.startswith(b"%PDF")


def test_there_are_no_minutes_of_sealed_votes(people, sign_in):
    session = make.session(people)
    address = reverse("evaluations:session_minutes", args=[session.pk])
    assert sign_in(people.andi).get(address).status_code == 404


def test_a_member_reads_the_units_picture_without_the_own_grade(people):
    session = make.session(people)
    session.members.create(agency=session.agency, employee=people.rina)

    people_in = {
        one: sum(grades_in(session.unit, session.period, make.at(one)).values())
        for one in (people.rina, people.andi)
    }
    assert people_in == {people.rina: 1, people.andi: 2}
