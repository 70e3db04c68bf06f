"""Failures to protect personal data: a clock of 3 × 24 hours, letters, warnings."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.inbox.models import Notice
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.privacy.models import Incident
from karsa.privacy.queries.incidents import clock_of, letter
from karsa.privacy.services import incidents as services
from karsa.privacy.tests import make
from karsa.rules.refused import Refused


@pytest.fixture
def officer(people):
    org.grant(people.dedi, Role.PRIVACY_OFFICER)
    return org.actor(people.dedi)


def at(people, hours):
    """The officer, so many hours after it was found."""
    return org.actor(people.dedi, org.NOW + timedelta(hours=hours - 1))


def test_an_incident_is_told_before_it_is_closed(people, officer):
    row = services.report(actor=officer, facts=make.facts())
    with pytest.raises(Refused, match="Kirim dulu"):
        services.close(actor=officer, incident=row, lesson="Daftar alamat dikunci")
    for whom in ("people", "authority"):
        services.told(actor=officer, incident=row, whom=whom)
    with pytest.raises(Refused, match="Sudah dicatat"):
        services.told(actor=officer, incident=row, whom="people")
    with pytest.raises(Refused, match="tidak terulang"):
        services.close(actor=officer, incident=row, lesson="  ")
    services.close(actor=officer, incident=row, lesson="Daftar alamat dikunci")
    with pytest.raises(Refused, match="sudah ditutup"):
        services.measure(actor=officer, incident=row, text="Lagi")
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    told = ["incident.people_told", "incident.authority_told"]
    assert verbs == ["incident.reported", *told, "incident.closed"]


def test_the_database_knows_that_too(people):
    with pytest.raises(IntegrityError):
        make.incident(people.clinic.agency, closed_on=org.NOW.date())


@pytest.mark.parametrize(
    ("hours", "said"), [(1, "71 jam"), (71, "1 jam"), (72, "0 jam"), (73, "Lewat batas")]
)
def test_the_clock_runs_from_when_it_was_found(people, officer, hours, said):
    row = make.incident(officer.agency)
    assert said in clock_of(row, row.found_at + timedelta(hours=hours)).sentence


def test_told_in_time_and_told_late_are_not_the_same(people, officer):
    row = make.incident(officer.agency)
    row.people_told_at = row.authority_told_at = row.due
    assert clock_of(row, org.NOW).tone == "good"
    row.authority_told_at = row.due + timedelta(seconds=1)
    assert "lewat batas" in clock_of(row, org.NOW).sentence


def test_officers_are_warned_once_each_time(people, officer):
    services.report(actor=officer, facts=make.facts())
    for hours in (1, 2, 23, 24, 25, 47, 48, 65, 66, 71, 72, 90):
        services.remind(agency=officer.agency, now=at(people, hours).now)
    assert Notice.objects.filter(user=people.dedi.user_id, kind="incident_due").count() == 5
    row = Incident.objects.get()
    for whom in ("people", "authority"):
        services.told(actor=officer, incident=row, whom=whom)
    assert services.remind(agency=officer.agency, now=at(people, 200).now) == 0


def test_a_moment_that_has_not_come_is_refused(people, officer):
    with pytest.raises(Refused, match="belum tiba"):
        services.report(actor=officer, facts=make.facts(found_at=org.NOW + timedelta(minutes=1)))


def test_what_is_learned_later_does_not_move_the_clock(people, officer):
    row = services.report(actor=officer, facts=make.facts(count=None))
    later = make.facts(count=90, found_at=org.NOW)
    services.amend(actor=officer, incident=row, facts=later)
    row.refresh_from_db()
    assert (row.count, row.found_at) == (90, make.facts().found_at)


def test_nobody_else_keeps_the_register(people):
    row = make.incident(people.clinic.agency)
    for person in (people.hana, people.regent, people.sinta):
        actor = org.actor(person)
        acts = (
            lambda actor=actor: services.report(actor=actor, facts=make.facts()),
            lambda actor=actor: services.told(actor=actor, incident=row, whom="people"),
            lambda actor=actor: services.measure(actor=actor, incident=row, text="x"),
        )
        for act in acts:
            with pytest.raises(PermissionDenied):
                act()


@pytest.mark.once
def test_the_letters_say_what_the_law_asks_and_name_nobody(people, officer, sign_in):
    row = make.incident(officer.agency)
    for whom in ("people", "authority"):
        said = letter(row, whom, officer)
        whole = " ".join([*said.paragraphs, *(value for _name, value in said.facts)])
        for part in ("Nama dan NIP", "keliru", "tautan dicabut", "Pasal 46", "41"):
            assert part in whole
    client = sign_in(people.dedi)
    answer = client.get(reverse("privacy:letter", args=[row.pk, "people"]))
    assert answer.content.startswith(b"%PDF")
    assert client.get(f"/kerja/data-pribadi/peristiwa/{row.pk}/surat/lain/").status_code == 404


def test_pages_of_the_register(people, officer, sign_in):
    client = sign_in(people.dedi)
    typed = {"title": "Laptop hilang", "found_day": "2026-03-04", "found_time": "08:30"}
    typed |= {"happened": "Di bus", "disclosed": "Nama", "people": "Pegawai", "efforts": "Dicari"}
    wrong = client.post(reverse("privacy:report_incident"), typed | {"found_day": "kemarin"})
    assert "Laptop hilang" in wrong.content.decode()
    client.post(reverse("privacy:report_incident"), typed)
    row = Incident.objects.get()
    assert row.found_at.hour == 1  # half past eight in the zone of the agency, in UTC
    client.post(reverse("privacy:measure", args=[row.pk]), {"text": "Akun ditutup"})
    shown = client.get(reverse("privacy:incident", args=[row.pk])).content.decode()
    assert "Akun ditutup" in shown

    def grow():
        make.incident(officer.agency)

    assert_flat(lambda: client.get(reverse("privacy:incidents")), grow)
