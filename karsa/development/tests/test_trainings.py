"""Coming to a training, being there, and what one takes home."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.development import services
from karsa.development.models import Attendance, Registration, TrainingSeries, TrainingSession
from karsa.development.queries.hours import hours_rules, standing_of
from karsa.development.services.codes import SECONDS
from karsa.development.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

TODAY = org.TODAY
NEXT = TODAY + timedelta(days=7)


def actor(person, **over):
    return replace(org.actor(person), **over)


@pytest.fixture
def course(agency):
    return make.course(agency)


def go(session, person, by):
    """Ask, and be let go."""
    row = services.register(actor=actor(person), session=session)
    return services.decide(actor=actor(by), row=row, accept=True)


def test_the_leader_lets_one_go_up_to_the_quota_and_the_rest_wait(people, course):
    session = make.session(course, quota=1)
    first = go(session, people.rina, people.andi)
    second = go(session, people.dedi, people.andi)
    assert (first.state, second.state) == ("enrolled", "waiting")
    with pytest.raises(Refused, match="belum bisa"):
        services.decide(actor=actor(people.andi), row=first, accept=True)
    with pytest.raises(PermissionDenied):
        services.withdraw(actor=actor(people.andi), row=first)

    services.withdraw(actor=actor(people.rina), row=first)

    second.refresh_from_db()
    assert second.state == "enrolled"
    assert AuditEntry.objects.filter(verb="development.seat_given").count() == 1
    again = services.register(actor=actor(people.rina), session=session)
    assert (again.pk, again.state) == (first.pk, "requested")


def test_nobody_lets_themselves_go_and_a_no_has_its_reason(people, course):
    row = services.register(actor=actor(people.rina), session=make.session(course))
    for other in (people.rina, people.sinta, people.hana, people.budi):
        with pytest.raises(PermissionDenied):
            services.decide(actor=actor(other), row=row, accept=True)
    with pytest.raises(Refused, match="alasannya"):
        services.decide(actor=actor(people.andi), row=row, accept=False)
    said = services.decide(
        actor=actor(people.andi), row=row, accept=False, answer="Pekan imunisasi"
    )
    assert (said.state, said.answer) == ("declined", "Pekan imunisasi")


def test_whom_nobody_leads_the_manager_lets_go(people, course):
    row = services.register(actor=actor(people.regent), session=make.session(course))
    assert services.decide(actor=actor(people.hana), row=row, accept=True).state == "enrolled"


def test_trainings_that_overlap_are_refused_with_their_name(people, agency, course):
    go(make.session(course, ends=NEXT + timedelta(days=1)), people.rina, people.andi)
    other = make.course(agency, "waktu", title="Manajemen waktu")
    clash = make.session(other, NEXT + timedelta(days=1), opens=time(13))
    with pytest.raises(Refused, match=r"bertabrakan dengan “Pelayanan cepat di loket”"):
        services.register(actor=actor(people.rina), session=clash)
    services.register(actor=actor(people.dedi), session=clash)
    evening = make.session(other, NEXT, opens=time(16), closes=time(18))
    services.register(actor=actor(people.rina), session=evening)
    alone = make.course(agency, "daring", kind="e_learning")
    services.register(actor=actor(people.rina), session=make.session(alone, NEXT))


def test_over_called_off_and_others_sessions_take_nobody(people, course):
    past = make.session(course, TODAY - timedelta(days=2))
    held = make.session(course, unit=people.office)
    with pytest.raises(Refused, match="sudah selesai"):
        services.register(actor=actor(people.rina), session=past)
    with pytest.raises(Refused, match="untuk pegawai Dinas Kesehatan"):
        services.register(actor=actor(people.budi), session=held)
    session = make.session(course)
    row = go(session, people.rina, people.andi)
    with pytest.raises(PermissionDenied):
        services.cancel_session(actor=actor(people.sinta), session=session, reason="Sakit")
    services.cancel_session(actor=actor(people.hana), session=session, reason="Pengajar sakit")
    row.refresh_from_db()
    assert (row.state, row.answer) == ("withdrawn", "Pengajar sakit")
    with pytest.raises(Refused, match="dibatalkan"):
        services.register(actor=actor(people.dedi), session=session)


def ticket(person, session, code):
    return services.ticket_for(actor(person), session, code)


def test_one_is_present_by_the_code_of_this_session_and_minute(people, course):
    session = make.session(course, TODAY)
    row = make.registration(session, people.rina)
    rina, code = actor(people.rina), services.code_of(session, TODAY, org.NOW)
    kept = ticket(people.rina, session, code)
    for _twice in range(2):
        services.check_in(actor=rina, session=session, ticket=kept)

    assert Attendance.objects.count() == 1
    row.refresh_from_db()
    assert (row.state, row.completed_on, row.hours) == ("attended", TODAY, 8)
    assert AuditEntry.objects.filter(verb="development.present").count() == 1
    standing = standing_of(people.rina, TODAY.year, hours_rules(people.rina.agency, TODAY.year))
    assert (standing.hours, standing.left) == (8, 12)


def test_forged_replayed_foreign_and_old_codes_are_refused(people, agency, course):
    session = make.session(course, TODAY, ends=TODAY + timedelta(days=1))
    make.registration(session, people.rina)
    other = make.session(make.course(agency, "lain"), TODAY)
    slot = services.code_of(session, TODAY, org.NOW).partition("-")[0]
    tomorrow = services.code_of(session, TODAY + timedelta(days=1), org.NOW)
    forged = ("", "x", f"{slot}-{'0' * 16}", f"{slot}-", "²-0", f"{'9' * 5000}-0")
    for code in (*forged, tomorrow, services.code_of(other, TODAY, org.NOW)):
        with pytest.raises(Refused, match="bukan kode sesi ini"):
            ticket(people.rina, session, code)
    old = services.code_of(session, TODAY, org.NOW - timedelta(seconds=2 * SECONDS))
    with pytest.raises(Refused, match="sudah berganti"):
        ticket(people.rina, session, old)
    last = services.code_of(session, TODAY, org.NOW - timedelta(seconds=SECONDS))
    kept = ticket(people.rina, session, last)

    make.registration(session, people.dedi)
    later = actor(people.rina, today=TODAY + timedelta(days=1))
    for who, where, what in (
        (actor(people.dedi), session, kept),  # another's
        (actor(people.rina), other, kept),  # of another session
        (later, session, kept),  # of yesterday
        (actor(people.rina), session, f"{kept}x"),
        (actor(people.rina), session, ""),
    ):
        with pytest.raises(Refused, match="Pindai dulu"):
            services.check_in(actor=who, session=where, ticket=what)
    assert not Attendance.objects.exists()


def test_who_has_no_seat_is_not_present(people, course):
    session = make.session(course, TODAY)
    code = services.code_of(session, TODAY, org.NOW)
    make.registration(session, people.rina, state="waiting")
    with pytest.raises(Refused, match="belum terdaftar"):
        services.check_in(
            actor=actor(people.rina), session=session, ticket=ticket(people.rina, session, code)
        )


def test_the_list_serves_who_has_no_phone_and_enough_days_complete_it(people, course):
    first = TODAY - timedelta(days=2)  # Monday
    session = make.session(course, first, ends=TODAY)
    row = make.registration(session, people.rina)
    keep = {"session": session, "present": [row.pk]}
    with pytest.raises(PermissionDenied):
        services.keep_list(actor=actor(people.andi), day=first, **keep)
    hana = actor(people.hana)
    for day in (first - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Refused):
            services.keep_list(actor=hana, day=day, **keep)
    counts = [services.keep_list(actor=hana, day=day, **keep) for day in (first, first)]
    assert counts == [1, 0]
    row.refresh_from_db()
    assert row.state == "enrolled"  # one day of three
    for day in (first + timedelta(days=1), TODAY):
        services.keep_list(actor=hana, day=day, **keep)
    row.refresh_from_db()
    assert (row.state, row.completed_on) == ("attended", TODAY)


def test_a_sponsor_shows_the_code_and_another_does_not_take_the_place(people, course):
    session = make.session(course, TODAY)
    row = make.registration(session, people.rina)
    with pytest.raises(PermissionDenied):
        services.sponsor(actor=actor(people.rina), session=session, words="Saya")
    services.sponsor(actor=actor(people.sinta), session=session, words="Warga menunggu kita.")
    with pytest.raises(Refused, match="pimpinan lain"):
        services.sponsor(actor=actor(people.budi), session=session, words="Saya juga")
    session.refresh_from_db()
    with pytest.raises(PermissionDenied):
        services.keep_list(actor=actor(people.sinta), session=session, day=TODAY, present=[row.pk])
    assert services.ticket_for(
        actor(people.rina), session, services.code_of(session, TODAY, org.NOW)
    )


def test_nobody_marks_themselves_present(people, course):
    session = make.session(course, TODAY, unit=people.office)
    mine, hers = make.registration(session, people.sinta), make.registration(session, people.rina)
    said = {"session": session, "day": TODAY, "present": [mine.pk, hers.pk]}
    with pytest.raises(Refused, match="Kehadiran Anda sendiri"):
        services.keep_list(actor=actor(people.sinta), **said)
    assert services.keep_list(actor=actor(people.hana), **said) == 2


def test_a_series_makes_the_sessions_of_a_year_once(people, agency, course):
    series = TrainingSeries(
        agency=agency, course=course, rhythm="quarterly", first=date(2026, 1, 31), quota=30, days=2
    )
    with pytest.raises(PermissionDenied):
        services.open_series(actor=actor(people.andi), row=series, year=2026)
    made = services.open_series(actor=actor(people.hana), row=series, year=2026)
    assert [row.starts for row in made][:2] == [date(2026, 2, 2), date(2026, 4, 30)]
    assert made[1].ends == date(2026, 5, 1)
    assert services.make_sessions(actor=actor(people.hana), series=series, year=2026) == []
    assert TrainingSession.objects.count() == 4


def test_more_seats_go_to_who_waits_and_taken_ones_stay(people, course):
    session = make.session(course, quota=1)
    make.registration(session, people.rina)
    waiting = make.registration(session, people.dedi, state="waiting")
    said = services.SessionWords(starts=NEXT, ends=NEXT, quota=2)
    hana = actor(people.hana)
    services.change_session(actor=hana, session=session, said=said)
    waiting.refresh_from_db()
    assert waiting.state == "enrolled"
    fewer, backwards = replace(said, quota=1), replace(said, closes=time(7))
    for wrong, why in ((fewer, "Sudah ada 2"), (backwards, "sesudah")):
        with pytest.raises(Refused, match=why):
            services.change_session(actor=hana, session=session, said=wrong)


def test_a_scan_on_a_phone_is_one_tap(people, course, sign_in, monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)
    session = make.session(course, TODAY)
    make.registration(session, people.rina)
    page, address = sign_in(people.rina), f"/kerja/belajar/pengembangan/sesi/{session.pk}/"
    code = services.code_of(session, TODAY, org.NOW)
    shown = page.get(f"{address}hadir/", {"k": code})
    assert "catat kehadiran saya" in shown.content.decode()
    done = page.post(f"{address}hadir/", {"tiket": shown.context["ticket"]}, follow=True)
    assert "Selesai diikuti" in done.content.decode()
    assert page.get(f"{address}hadir/", {"k": "1-salah"}).status_code == 409
    assert sign_in(people.hana).get(f"{address}layar/").headers["Refresh"] == "30"


def test_a_session_costs_the_same_for_one_participant_and_many(people, course, sign_in):
    session = make.session(course)
    make.registration(session, people.rina)
    hana, address = sign_in(people.hana), f"/kerja/belajar/pengembangan/sesi/{session.pk}/"

    def grow():
        for person in (people.dedi, people.andi, people.sinta, people.budi):
            make.registration(session, person)

    assert_flat(lambda: (hana.get(address), hana.get(f"{address}kehadiran/")), grow, budget=20)


def test_rows_of_another_agency_are_not_seen(people, course, elsewhere, agency):
    row = make.registration(make.session(course), people.rina)
    assert Registration.objects.visible_to(actor(people.hana)).get() == row
    assert not Registration.objects.visible_to(actor(people.hana, agency=elsewhere)).exists()
