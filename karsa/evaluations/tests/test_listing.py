"""Lists by grade (Pasal 30) and the report upwards (annex V.A.7)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import Evaluation
from karsa.evaluations.queries import listing
from karsa.evaluations.queries.credit import credit_form, credit_of
from karsa.evaluations.queries.listing import report_day, report_form, report_of
from karsa.evaluations.services.objecting import Verdict
from karsa.evaluations.tests import make
from karsa.inbox.models import Notice
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused


@pytest.fixture(autouse=True)
def clock(monkeypatch, people):
    now = make.at(people.hana, make.DAY).now
    monkeypatch.setattr("karsa.kit.clock.now", lambda: now)


def signed(people, name):
    """Somebody of the clinic with the grade Baik."""
    post = org.assignment(org.employee(people.rina.agency, name), people.clinic)
    org.rater(post, people.andi, people.sinta)
    ratings = {"result_rating": "meets", "behaviour_rating": "meets", "grade": "good"}
    return Evaluation.objects.create(
        agency=post.agency,
        plan=plans.plan(post),
        assignment=post,
        period=make.quarter(people),
        rater=people.andi,
        reviewer=people.sinta,
        state="signed",
        **ratings,
    )


def test_a_grade_is_listed_by_name_without_a_number(people, sign_in):
    for name in ("Wati", "Ani", "Joko"):
        signed(people, name)
    address = f"{reverse('evaluations:by_grade')}?predikat=good&periode={make.quarter(people).pk}"
    shown = sign_in(people.hana).get(address).content.decode()

    assert shown.index("Ani") < shown.index("Joko") < shown.index("Wati")
    assert "Baik · 3" in shown
    assert "Pasal 30" in shown
    assert not set(shown.split()) & {"1.", "#1", "Peringkat"}


def test_the_list_costs_the_same_for_many(people, sign_in):
    client, address = sign_in(people.hana), reverse("evaluations:by_grade")
    signed(people, "Ani")
    assert_flat(
        lambda: client.get(f"{address}?predikat=good"),
        lambda: [signed(people, f"Orang {n}") for n in range(5)],
    )


def test_the_report_marks_an_open_objection_and_is_recorded(people, sign_in):
    make.objected(people)
    period = make.quarter(people)
    (line,) = report_of(period)
    assert (line.grade, line.name) == ("Baik", "Rina Kartikasari")
    assert "laporan perbaikan menyusul" in line.note
    assert report_day(period) == date(2026, 6, 11)

    answer = sign_in(people.hana).get(reverse("evaluations:report", args=[period.pk]))
    assert answer.status_code == 200
    assert AuditEntry.objects.filter(verb="evaluations.report_taken").count() == 1


def test_the_report_is_one_query_however_long(people):
    signed(people, "Ani")
    period = make.quarter(people)
    assert_flat(
        lambda: list(report_of(period)),
        lambda: [signed(people, f"Orang {n}") for n in range(5)],
        budget=1,
    )


# Source: rules digest 7: months / 12 x share of the grade x coefficient of the level.
@pytest.mark.parametrize(
    ("grade", "starts", "points"),
    [("Terampil", date(2025, 1, 1), "1.25"), ("Ahli Muda", date(2026, 2, 1), "4.17")],
)
def test_a_functional_officers_period_earns_credit(people, grade, starts, points):
    row = signed(people, "Ani")
    row.assignment.position.grade = grade
    row.assignment.starts = starts
    assert credit_of(row, make.quarter(people)) == Decimal(points)


def test_others_earn_none(people):
    row = signed(people, "Ani")
    row.assignment.position.grade = ""
    assert credit_of(row, make.quarter(people)) is None
    row.assignment.position.grade, row.assignment.position.kind = "Terampil", "executive"
    assert credit_of(row, make.quarter(people)) is None


def functional(people):
    """Rina's result, signed; her post is one with a level."""
    row = make.delivered(people)
    position = row.assignment.position
    position.kind, position.grade = "functional", "Ahli Pertama"
    position.save()
    return row


def test_the_credit_of_a_year_is_printed_from_its_grades(people, sign_in):
    row = functional(people)
    form = credit_form(row)
    assert [line.credit for line in form.lines] == [form.total] == ["3,13"]
    assert (form.level, form.lines[0].share) == ("Ahli Pertama", "100%")
    yearly = make.year(people)
    Evaluation.objects.filter(pk=row.pk).update(state="closed")
    annual = Evaluation.objects.get(pk=row.pk)
    annual.pk, annual.period, annual.grade = None, yearly, "very_good"
    annual.save()
    assert credit_form(row).total == "18,75", "the year's grade goes before its quarters'"
    address = reverse("evaluations:credit", args=[row.pk])
    for person in (people.rina, people.andi, people.hana):
        assert sign_in(person).get(address)["Content-Type"] == "application/pdf"
    assert sign_in(people.dedi).get(address).status_code == 404


def test_a_post_without_a_level_has_no_credit(people, sign_in):
    row = make.delivered(people)
    answer = sign_in(people.rina).get(reverse("evaluations:credit", args=[row.pk]))
    assert answer.status_code == 409
    assert "jabatan fungsional" in answer.content.decode()


def take(people, by=None):
    return services.take_report(actor=make.at(by or people.hana), period=make.quarter(people))


def settle(people, objection):
    services.explain(actor=make.at(people.andi), objection_id=objection.pk, text="Bukti kurang")
    services.decide_objection(
        actor=make.at(people.sinta),
        objection_id=objection.pk,
        verdict=Verdict("affirms", "Bukti sudah lengkap dinilai"),
    )


def test_whoever_has_the_report_hears_of_a_corrected_one(people, sign_in):
    objection = make.objected(people)
    client, period = sign_in(people.hana), make.quarter(people)
    paper = client.get(reverse("evaluations:report_paper", args=[period.pk]))
    assert paper["Content-Type"] == "application/pdf"
    assert (report_form(period).version, report_form(period).open_objections) == ("1", "1")
    settle(people, objection)

    [told] = Notice.objects.filter(kind="report_corrected")
    assert told.user == people.hana.user
    page = client.get(told.path).content.decode()
    assert "1 keberatan diputus sesudah laporan terakhir diunduh" in page
    assert "Versi 2 sudah siap" in page
    assert report_form(period).version == "2"
    take(people)
    assert "sesudah laporan terakhir" not in client.get(told.path).content.decode()


def test_nobody_is_told_of_a_report_that_nobody_took(people):
    settle(people, make.objected(people))
    assert not Notice.objects.filter(kind="report_corrected").exists()
    with pytest.raises(PermissionDenied):
        take(people, people.andi)


def test_a_report_too_long_for_paper_is_taken_as_a_table(people, monkeypatch):
    monkeypatch.setattr(listing, "MOST_ON_PAPER", 0)
    make.delivered(people)
    with pytest.raises(Refused, match="Unduh sebagai tabel"):
        report_form(make.quarter(people))
