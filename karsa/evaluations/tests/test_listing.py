"""Lists by grade (Pasal 30) and the report upwards (annex V.A.7)."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.evaluations.models import Evaluation
from karsa.evaluations.queries.listing import credit_of, report_day, report_of
from karsa.evaluations.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans


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
