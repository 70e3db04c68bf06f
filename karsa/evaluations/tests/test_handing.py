"""From the decision to the person's hands, and who may read it on the way."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.documents.tests import reading
from karsa.evaluations import services
from karsa.evaluations.models import Evaluation
from karsa.evaluations.queries.turn import terms_of
from karsa.evaluations.tests import make
from karsa.files.store import path_of
from karsa.org.models import CalendarDay
from karsa.org.queries.actor import system_actor
from karsa.org.tests import make as org
from karsa.rules.refused import Refused


def sees(person, row, day=make.DAY):
    return Evaluation.objects.visible_to(make.at(person, day)).filter(pk=row.pk).exists()


def test_a_grade_is_read_by_the_person_once_signed_the_rater_and_the_reviewer(people):
    row = make.decided(people)
    assert [name for name in vars(people) if _reads(people, name, row)] == ["sinta", "andi"]
    services.sign(actor=make.at(people.andi), evaluation_id=row.pk)
    assert [name for name in vars(people) if _reads(people, name, row)] == ["sinta", "andi", "rina"]


def _reads(people, name, row):
    person = getattr(people, name)
    return hasattr(person, "nip") and sees(person, row)


def test_an_account_without_a_person_reads_no_grade_even_where_nobody_reviews(people):
    make.plan(people.sinta)
    Evaluation.objects.create(
        agency=people.rina.agency,
        plan=make.plan(people.sinta),
        assignment=people.sinta.assignments.get(),
        period=make.quarter(people),
        rater=people.regent,
    )
    machine = system_actor(people.rina.agency, org.NOW)
    assert not Evaluation.objects.visible_to(machine).exists()


def test_signing_issues_both_papers_that_anyone_can_check(people, client):
    make.level(people)
    row = make.signed(people)
    papers = {paper.code: paper for paper in row.papers.all()}
    assert set(papers) == {"C.1.3", "D.1.1"}
    for paper in papers.values():
        content = path_of(paper.file).read_bytes()
        assert reading.missing(content, [people.rina.name, people.andi.name, "BAIK"]) == []
        assert paper.document.number in reading.text_of(content).upper()
        assert people.rina.nip not in paper.document.number
        page = client.get(f"/verifikasi/{paper.document.code}/").content.decode()
        assert people.rina.name not in page
        assert "berlaku" in page
    assert AuditEntry.objects.filter(verb="evaluations.signed").count() == 1


def test_only_who_decided_signs_and_hands_over(people):
    row = make.decided(people)
    for person in (people.sinta, people.rina, people.budi):
        with pytest.raises(PermissionDenied):
            services.sign(actor=make.at(person), evaluation_id=row.pk)
    services.sign(actor=make.at(people.andi), evaluation_id=row.pk)
    with pytest.raises(PermissionDenied):
        services.deliver(actor=make.at(people.rina), evaluation_id=row.pk)
    with pytest.raises(Refused):
        services.sign(actor=make.at(people.andi), evaluation_id=row.pk)


def test_what_the_superior_took_over_the_rater_signs_no_more(people):
    row = make.decided(people)
    make.taken_over(people)
    with pytest.raises(Refused, match="mengambil alih"):
        services.sign(actor=make.at(people.andi, make.AFTER), evaluation_id=row.pk)
    superior = make.at(people.sinta, make.HEARD)
    services.decide(
        actor=superior,
        plan=row.plan,
        period=row.period,
        result_rating="meets",
        behaviour_rating="meets",
    )
    row = services.sign(actor=superior, evaluation_id=row.pk)
    assert row.is_final
    assert set(row.papers.values_list("code", flat=True)) == {"C.1.3", "D.1.2"}


def test_the_person_receives_and_nobody_else(people):
    row = make.signed(people)
    with pytest.raises(Refused):
        services.receive(actor=make.at(people.rina), evaluation_id=row.pk)
    services.deliver(actor=make.at(people.andi), evaluation_id=row.pk)
    with pytest.raises(PermissionDenied):
        services.receive(actor=make.at(people.andi), evaluation_id=row.pk)
    row = services.receive(actor=make.at(people.rina), evaluation_id=row.pk)
    assert (row.state, row.received_on) == ("received", make.DAY)


def test_a_document_may_come_back_unsigned_and_the_term_runs_all_the_same(people):
    row = make.delivered(people)
    row = services.receive(actor=make.at(people.rina), evaluation_id=row.pk, signs=False)
    assert row.state == "returned_unsigned"
    assert terms_of(row.period).of(row).objection_by == date(2026, 4, 22)


def test_deadlines_run_in_the_working_days_of_the_agency(people):
    row = make.received(people)
    found = terms_of(row.period).of(row)
    assert (found.rate_by, found.hand_over_by) == (date(2026, 4, 30), date(2026, 4, 22))
    assert (found.return_by, found.objection_by) == (date(2026, 4, 22), date(2026, 4, 22))
    CalendarDay.objects.create(
        agency=row.agency, day=date(2026, 4, 3), name="Wafat Yesus Kristus", kind="public"
    )
    assert terms_of(row.period).of(row).objection_by == date(2026, 4, 23)


def test_the_superiors_terms_are_shorter(people):
    make.taken_over(people)
    superior = make.at(people.sinta, make.HEARD)
    row = services.decide(
        actor=superior,
        plan=make.plan(people.rina),
        period=make.quarter(people),
        result_rating="meets",
        behaviour_rating="meets",
        reason="Penilai terlambat, dinilai dari catatan",
    )
    row = services.sign(actor=superior, evaluation_id=row.pk)
    found = terms_of(row.period).of(row)
    assert (found.rate_by, found.hand_over_by) == (date(2026, 5, 20), date(2026, 5, 21))


def test_it_closes_when_no_objection_can_come_any_more(people):
    row = make.received(people)
    with pytest.raises(Refused, match="Masa keberatan"):
        services.close(actor=make.at(people.andi, date(2026, 4, 22)), evaluation_id=row.pk)
    with pytest.raises(PermissionDenied):
        services.close(actor=make.at(people.budi, date(2026, 4, 23)), evaluation_id=row.pk)
    done = services.close(actor=make.at(people.andi, date(2026, 4, 23)), evaluation_id=row.pk)
    assert done.state == "closed"


def test_the_daily_command_closes_what_is_due_once(people):
    row = make.received(people)
    machine = system_actor(row.agency, make.at(people.andi, date(2026, 4, 22)).now)
    assert services.close_due(actor=machine) == 0
    later = make.days_later(machine, 1)
    assert services.close_due(actor=later) == 1
    assert services.close_due(actor=later) == 0
