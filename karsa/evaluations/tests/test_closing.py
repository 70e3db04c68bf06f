"""A period is closed when nobody may rate any more, and opened again by two."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.queries.closing import closing_of
from karsa.evaluations.queries.turn import last_day_to_rate
from karsa.evaluations.tests import make
from karsa.kit import clock
from karsa.kit.testing import assert_flat
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
            actor=make.at(people.sinta, make.DAY + timedelta(days=30)),
            plan=made.plan,
            period=period,
            result_rating="meets",
            behaviour_rating="meets",
        )
    assert AuditEntry.objects.filter(verb="evaluations.period_closed").count() == 1


def test_it_is_not_closed_while_the_superior_may_still_rate(people):
    period = make.quarter(people)
    last = last_day_to_rate(period)

    with pytest.raises(Refused, match="Tutup periode sesudahnya"):
        close(people, day=last)
    assert close(people, day=last + timedelta(days=1)).is_closed


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


def test_the_command_closes_and_refuses_in_words(people, monkeypatch, capsys):
    make.quarter(people)
    monkeypatch.setattr(clock, "now", lambda: make.at(people.hana, LATE).now)
    with pytest.raises(CommandError, match="belum dinilai"):
        call_command("close-period", "2026", "1")
    call_command("close-period", "2026", "1", "--reason", "Cuti", "--json")

    assert '"closed": true' in capsys.readouterr().out
    with pytest.raises(CommandError, match="Tidak ada periode"):
        call_command("close-period", "2026", "9")
