"""A period is closed when nobody may rate any more, and opened again by two."""

from datetime import date, timedelta
from itertools import islice

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import KeptProposal
from karsa.evaluations.queries.closing import closing_of, missing_of
from karsa.evaluations.queries.proposal import proposal_for
from karsa.evaluations.queries.snapshot import snapshot_of
from karsa.evaluations.queries.turn import last_day_to_rate
from karsa.evaluations.services import proposals
from karsa.evaluations.tests import make
from karsa.jobs import services as jobs
from karsa.kit import clock
from karsa.kit.testing import assert_flat
from karsa.org.models import Period, RaterLine
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

LATE = date(2026, 6, 30)


def close(people, **over):
    office = make.at(over.pop("by", people.hana), over.pop("day", LATE))
    words = {"reason": "Dua orang cuti panjang"} | over
    return services.close_period(actor=office, period=make.quarter(people), **words)


def test_a_closed_period_takes_no_rating_and_no_level(people):
    made = make.decided(people)
    close(people)
    period = make.quarter(people)

    with pytest.raises(Refused, match="sudah ditutup"):
        services.set_organisation_grade(
            actor=make.at(people.sinta, LATE), unit=people.clinic, period=period, level="good"
        )
    with pytest.raises(Refused, match="sudah ditutup"):
        services.decide(
            actor=make.at(people.andi, make.DAY + timedelta(days=30)),
            plan=made.plan,
            period=period,
            result_rating="meets",
            behaviour_rating="meets",
        )
    assert AuditEntry.objects.filter(verb="evaluations.period_closed").count() == 1


def test_a_decision_and_taking_it_back_hold_the_period_open(people):
    asked = "FOR SHARE" if connection.vendor == "postgresql" else "SELECT 1 FROM org_period"
    with CaptureQueriesContext(connection) as decided:
        row = make.decided(people)
    with CaptureQueriesContext(connection) as taken_back:
        services.reopen(actor=make.at(people.andi), evaluation_id=row.pk)
    for sent in (decided, taken_back):
        assert [one for one in sent if "org_period" in one["sql"] and asked in one["sql"]]


def test_it_is_not_closed_while_the_superior_may_still_rate(people):
    period = make.quarter(people)
    last = last_day_to_rate(period)

    with pytest.raises(Refused, match="Tutup periode sesudahnya"):
        close(people, day=last)
    close(people, day=last + timedelta(days=1))
    assert make.quarter(people).is_closed


def test_whoever_is_not_rated_needs_a_reason(people):
    with pytest.raises(Refused, match="belum dinilai"):
        close(people, reason=" ")


def test_a_period_is_closed_once_by_the_office(people):
    with pytest.raises(PermissionDenied):
        close(people, by=people.andi)
    close(people)
    with pytest.raises(Refused, match="sudah ditutup"):
        close(people)


def test_opening_again_takes_a_reason_and_a_second_person(people):
    asked = make.reopening(people)
    with pytest.raises(PermissionDenied):
        services.agree_to_reopen(actor=make.at(people.hana), reopening=asked)
    with pytest.raises(PermissionDenied):
        services.agree_to_reopen(actor=make.at(people.sinta), reopening=asked)
    regent = make.at(people.regent)
    assert not services.agree_to_reopen(actor=regent, reopening=asked).is_closed
    with pytest.raises(Refused, match="sudah dibuka"):
        services.agree_to_reopen(actor=regent, reopening=asked)


def test_it_is_asked_for_once_with_words_and_only_when_closed(people):
    hana, period = make.at(people.hana), make.quarter(people)
    with pytest.raises(Refused, match="masih terbuka"):
        services.ask_to_reopen(actor=hana, period=period, reason="Salah")
    asked = make.reopening(people)
    for reason, why in ((" ", "Tulis alasannya"), ("Salah", "menunggu orang kedua")):
        with pytest.raises(Refused, match=why):
            services.ask_to_reopen(actor=hana, period=asked.period, reason=reason)


def test_what_is_left_is_counted_by_unit_without_grades(people):
    make.signed(people)
    found = closing_of(people.rina.agency, make.quarter(people))

    assert found.left == found.owed - 1
    assert sum(one.posts for one in found.units) == found.left


def test_the_page_costs_the_same_for_many_people(people, sign_in):
    client = sign_in(people.hana)
    url = f"{reverse('evaluations:closing')}?periode={make.quarter(people).pk}"

    def more():
        for number in range(8):
            person = org.employee(people.rina.agency, f"Orang {number}")
            org.assignment(person, org.unit(people.office))

    assert_flat(lambda: client.get(url), more)


def kept(people, steps=None):
    """Close the quarter and keep so many chunks of proposals, or all of them."""
    batch = close(people, by_worker=False)
    return keep(people, batch, steps)


def keep(people, batch, steps=None):
    made = {"agency": people.rina.agency, "period": batch_period(batch), "batch": batch}
    return list(islice(services.keep_proposals(now=make.at(people.hana, LATE).now, **made), steps))


def batch_period(batch):
    return Period.objects.get(pk=batch.file_id)


def test_everybodys_proposal_is_kept_as_the_evidence_carried_it(people):
    plan = make.plan(people.rina)
    make.evidence(plan)
    kept(people)

    row = KeptProposal.objects.get(plan=plan)
    assert (row.result_rating, row.behaviour_rating) == ("meets", "meets")
    assert row.proposal == snapshot_of(proposal_for(plan, make.quarter(people), LATE))
    without = KeptProposal.objects.filter(plan=None)
    assert without.count() == closing_of(people.rina.agency, make.quarter(people)).owed - 1
    assert not without.exclude(result_rating="").exists()


def test_a_killed_closing_goes_on_behind_its_last_chunk(people, monkeypatch):
    monkeypatch.setattr(proposals, "CHUNK", 2)
    (cut_off,) = kept(people, steps=1)
    first = set(KeptProposal.objects.values_list("pk", flat=True))
    assert len(first) == 2
    batch = services.go_on(actor=make.at(people.hana, LATE), period=batch_period(cut_off))
    keep(people, batch)

    found = closing_of(people.rina.agency, batch_period(batch))
    assert found.batch
    assert found.progress
    assert not found.progress.is_moving
    assert first < set(KeptProposal.objects.values_list("pk", flat=True))
    assert KeptProposal.objects.count() == found.owed == found.batch.done
    with pytest.raises(Refused, match="sudah selesai"):
        services.go_on(actor=make.at(people.hana, LATE), period=batch_period(batch))
    with pytest.raises(PermissionDenied):
        services.go_on(actor=make.at(people.andi, LATE), period=batch_period(batch))


def test_a_closing_that_was_given_up_says_so_and_can_go_on(people, sign_in, monkeypatch):
    monkeypatch.setattr(proposals, "CHUNK", 2)
    (batch,) = kept(people, steps=1)
    jobs.fail(batch, "Terhenti karena gangguan.", clock.now())
    client = sign_in(people.hana)
    url = f"{reverse('evaluations:closing')}?periode={batch.file_id}"
    shown = client.get(url).content.decode()
    assert "Terhenti karena gangguan." in shown
    assert reverse("evaluations:go_on", args=[batch.file_id]) in shown

    services.go_on(actor=make.at(people.hana, LATE), period=batch_period(batch))
    assert "Terhenti karena gangguan." not in client.get(url).content.decode()


def test_reopening_stops_the_keeping_and_forgets_what_was_kept(people, monkeypatch):
    monkeypatch.setattr(proposals, "CHUNK", 2)
    (batch,) = kept(people, steps=1)
    asked = services.ask_to_reopen(
        actor=make.at(people.hana, LATE), period=batch_period(batch), reason="Salah unit"
    )
    services.agree_to_reopen(actor=make.at(people.regent, LATE), reopening=asked)
    keep(people, jobs.resume(batch.pk))

    batch.refresh_from_db()
    assert "dibuka kembali" in batch.problem
    assert not KeptProposal.objects.exists()


def test_a_chunk_costs_the_same_for_many_people(people):
    batch = close(people, by_worker=False)

    def more():
        for number in range(8):
            person = org.employee(people.rina.agency, f"Orang {number}")
            post = org.assignment(person, people.clinic)
            org.rater(post, people.andi, people.sinta)
            make.evidence(make.plan(person))

    def again():
        KeptProposal.objects.all().delete()
        keep(people, batch)

    make.evidence(make.plan(people.rina))
    assert_flat(again, more, budget=30)


def test_the_command_closes_and_refuses_in_words(people, monkeypatch, capsys):
    make.quarter(people)
    monkeypatch.setattr(clock, "now", lambda: make.at(people.hana, LATE).now)
    with pytest.raises(CommandError, match="belum dinilai"):
        call_command("close-period", "2026", "1")
    call_command("close-period", "2026", "1", "--reason", "Cuti", "--json", "--processes", "1")

    assert '"proposals": 7' in capsys.readouterr().out
    with pytest.raises(CommandError, match="Tidak ada periode"):
        call_command("close-period", "2026", "9")


def test_the_office_takes_the_names_of_who_is_missing_and_why(people, sign_in):
    make.signed(people)
    make.plan(people.dedi)
    period = make.quarter(people)
    told = {row.name: (row.rater, row.lacks) for row in missing_of(period.agency, period)}
    assert people.rina.full_name not in told
    assert told[people.dedi.full_name] == (people.andi.name, "Belum dinilai")
    assert told[people.andi.full_name][1] == "SKP belum ditetapkan"
    RaterLine.objects.filter(assignment__employee=people.dedi).delete()
    lacks = {row.name: row.lacks for row in missing_of(period.agency, period)}
    assert lacks[people.dedi.full_name] == "Pejabat penilai belum ada"
    sign_in(people.hana).get(reverse("evaluations:missing", args=[period.pk]))
    assert AuditEntry.objects.filter(verb="evaluations.missing_taken").count() == 1
