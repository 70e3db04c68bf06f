"""What one takes home from a training: a score, a certificate, hours, a line for SIASN."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from karsa.development import services
from karsa.development.queries.hours import hours_rules, standing_of
from karsa.development.queries.paper import certificate_form
from karsa.development.queries.tables import SIASN_HEADER, siasn_rows
from karsa.development.tests import make
from karsa.documents.models import IssuedDocument
from karsa.org.tests.make import TODAY, actor
from karsa.rules.refused import Refused


@pytest.fixture
def course(agency):
    return make.course(agency)


def test_a_certificate_needs_the_days_and_the_test_and_is_issued_once(people, course):
    make.question(course)
    make.question(course, "Berapa lama warga boleh menunggu?", right=1)
    session = make.session(course, TODAY)
    row = make.registration(session, people.rina)
    rina = actor(people.rina)
    services.take_test(actor=rina, row=row, answers=[0, 0])
    with pytest.raises(Refused, match="Tidak ada tes"):
        services.take_test(actor=rina, row=row, answers=[0, 1])
    services.keep_list(actor=actor(people.hana), session=session, day=TODAY, present=[row.pk])
    with pytest.raises(Refused, match="tes akhirnya"):
        services.issue_certificate(actor=rina, row=row)
    with pytest.raises(PermissionDenied):
        services.take_test(actor=actor(people.andi), row=row, answers=[0, 1])
    with pytest.raises(Refused, match="semua pertanyaannya"):
        services.take_test(actor=rina, row=row, answers=[0])
    tested = services.take_test(actor=rina, row=row, answers=[0, 1])
    assert (tested.score_before, tested.score_after) == (50, 100)
    with pytest.raises(PermissionDenied):
        services.issue_certificate(actor=actor(people.andi), row=row)

    issued = [services.issue_certificate(actor=rina, row=row) for _twice in range(2)]

    assert issued[0].certificate_id == issued[1].certificate_id
    document = IssuedDocument.objects.get()
    assert people.rina.nip not in document.number
    assert (document.kind, document.state) == ("training_certificate", "valid")


def test_who_teaches_and_who_sponsors_are_printed_apart_and_neither_earns_hours(people, course):
    session = make.session(course, TODAY, trainer="Gilang Ramadhan", sponsor=people.sinta)
    row = make.registration(session, people.rina)
    services.keep_list(actor=actor(people.hana), session=session, day=TODAY, present=[row.pk])
    row.refresh_from_db()
    paper = certificate_form(row)

    assert (paper.trainer, paper.sponsor) == ("Gilang Ramadhan", people.sinta.full_name)
    rules = hours_rules(course.agency, TODAY.year)
    earned = [standing_of(one, TODAY.year, rules).hours for one in (people.rina, people.sinta)]
    assert earned == [course.hours, 0]


def test_what_is_learned_alone_is_completed_by_its_test(people, agency):
    course = make.course(agency, "daring", kind="e_learning", hours=4)
    make.question(course)
    session = make.session(course, TODAY - timedelta(days=1), ends=TODAY + timedelta(days=30))
    row = make.registration(session, people.rina)
    for _before_and_after in range(2):
        row = services.take_test(actor=actor(people.rina), row=row, answers=[0])
    assert (row.state, row.completed_on, row.hours) == ("attended", TODAY, 4)


def test_courses_leave_for_siasn_in_its_columns(people, course):
    row = make.registration(make.session(course, date(2026, 2, 3)), people.rina, state="attended")
    services.issue_certificate(actor=actor(people.rina), row=row)
    make.registration(make.session(course, date(2025, 2, 3)), people.rina, state="attended")

    (line,) = siasn_rows(actor(people.hana), 2026)

    told = dict(zip(SIASN_HEADER, line, strict=True))
    assert told["nip"] == people.rina.nip
    assert (told["namaKursus"], told["jumlahJam"]) == ("Pelayanan cepat di loket", 8)
    assert (told["tanggalKursus"], told["tahunKursus"]) == ("03-02-2026", 2026)
    assert told["nomorSertipikat"] == f"LOKET/2026/{row.pk}"
