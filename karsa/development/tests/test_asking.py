"""Who asks to come: who is told, hours beyond a contract, and sessions that move."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from karsa.development import services
from karsa.development.models import Registration
from karsa.development.queries.team import requests_to
from karsa.development.tests import make
from karsa.inbox.models import Notice
from karsa.org.models import Employee
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

TODAY = org.TODAY
NEXT = TODAY + timedelta(days=7)


def actor(person, **over):
    return replace(org.actor(person), **over)


@pytest.fixture
def course(agency):
    return make.course(agency)


def words(session, **over):
    fields = ("starts", "ends", "quota", "opens", "closes", "place")
    return services.SessionWords(**({name: getattr(session, name) for name in fields} | over))


def test_a_session_is_not_moved_onto_days_its_people_have_given_away(people, agency, course):
    session = make.session(course, sponsor=people.sinta)
    make.registration(session, people.rina)
    other = make.course(agency, "waktu", title="Manajemen waktu")
    later = NEXT + timedelta(days=1)
    make.registration(make.session(other, later), people.rina)
    hana = actor(people.hana)

    def move(day):
        said = words(session, starts=day, ends=day)
        return services.change_session(actor=hana, session=session, said=said)

    with pytest.raises(Refused, match=r"1 peserta sudah di pelatihan lain, antara lain Rina"):
        move(later)
    opened = make.session(other, NEXT + timedelta(days=2), sponsor=people.sinta)
    with pytest.raises(Refused, match="sponsornya membuka “Manajemen waktu”"):
        move(opened.starts)
    with pytest.raises(Refused, match="sponsornya membuka"):
        services.sponsor(
            actor=actor(people.sinta), session=make.session(course, opened.starts), words="Ya"
        )
    assert move(NEXT + timedelta(days=3)).starts == NEXT + timedelta(days=3)
    # What was so before stays changeable in all else.
    said = words(session, starts=NEXT + timedelta(days=3), ends=NEXT + timedelta(days=3), quota=30)
    assert services.change_session(actor=hana, session=session, said=said).quota == 30


def told(person):
    rows = Notice.objects.filter(user=person.user, kind="training_asked")
    return list(rows.values_list("path", flat=True))


def test_whoever_answers_is_told(people, course):
    row = services.register(actor=actor(people.rina), session=make.session(course))
    assert told(people.andi) == ["/kerja/belajar/pengembangan/tim/"]
    assert told(people.hana) == []
    services.register(actor=actor(people.regent), session=make.session(course))
    assert len(told(people.hana)) == 1
    assert row.reason == ""


class TestTheCeilingOfAContract:
    """PPPK: 24 JP a year; Rina has learned 20 and the course has 8."""

    @pytest.fixture
    def rina(self, people, agency):
        Employee.objects.filter(pk=people.rina.pk).update(employment="pppk")
        long = make.course(agency, "panjang", hours=20)
        make.registration(
            make.session(long, TODAY - timedelta(days=9)), people.rina, state="attended"
        )
        return people.rina

    def test_beyond_it_a_reason_the_leader_and_the_office(self, people, course, rina):
        session = make.session(course)
        with pytest.raises(Refused, match="Tulis alasannya"):
            services.register(actor=actor(rina), session=session)
        row = services.register(actor=actor(rina), session=session, reason="Petugas imunisasi baru")
        with pytest.raises(PermissionDenied):
            services.decide(actor=actor(people.hana), row=row, accept=True)
        row = services.decide(actor=actor(people.andi), row=row, accept=True)
        assert row.state == "referred"
        assert [one.pk for one in requests_to(actor(people.hana))] == [row.pk]
        assert len(told(people.hana)) == 1
        with pytest.raises(PermissionDenied):
            services.decide(actor=actor(people.andi), row=row, accept=True)
        row = services.decide(actor=actor(people.hana), row=row, accept=True)
        assert (row.state, row.reason) == ("enrolled", "Petugas imunisasi baru")

    def test_what_is_booked_counts_and_other_years_do_not(self, people, agency, course, rina):
        small = make.course(agency, "kecil", hours=4)
        services.register(actor=actor(rina), session=make.session(small))
        tiny = make.course(agency, "mungil", hours=1)
        with pytest.raises(Refused, match="batas perjanjian kerja"):
            services.register(actor=actor(rina), session=make.session(tiny, NEXT + timedelta(9)))
        next_year = make.session(course, date(TODAY.year + 1, 2, 2))
        assert services.register(actor=actor(rina), session=next_year).reason == ""

    def test_a_pns_is_asked_nothing(self, people, course, rina):
        Employee.objects.filter(pk=rina.pk).update(employment="pns")
        row = services.register(actor=actor(rina), session=make.session(course), reason="Apa saja")
        assert row.reason == ""

    def test_the_page_asks_for_the_reason(self, people, course, rina, sign_in, monkeypatch):
        monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)
        browser = sign_in(rina)
        session = make.session(course)
        page = browser.get(f"/kerja/belajar/pengembangan/sesi/{session.pk}/").content.decode()
        assert "melewati batas perjanjian kerja" in page
        browser.post(f"/kerja/belajar/pengembangan/sesi/{session.pk}/daftar/", {"alasan": "Perlu"})
        assert Registration.objects.get(session=session).reason == "Perlu"
