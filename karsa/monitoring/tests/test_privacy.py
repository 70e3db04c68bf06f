"""The team sees progress and obstacles; it tries for ratings and feedback and gets none."""

import pytest
from django.urls import reverse

from karsa.evaluations.tests import make as evaluations
from karsa.feedback.models import Feedback
from karsa.feedback.tests import make as feedback
from karsa.monitoring.tests import make as rows

SECRET = "Datang terlambat ke posyandu"


@pytest.fixture
def member(people, sign_in):
    """Budi works elsewhere; he sits in the office's team, and no more."""
    rows.team(people.office, people.budi)
    return sign_in(people.budi)


@pytest.fixture
def judged(people):
    """Rina's quarter, evaluated and objected to, with feedback on her work."""
    objection = evaluations.objected(people, with_file=True)
    plan = people.rina.assignments.get().plans.get()
    Feedback.objects.filter(plan=plan).update(text=SECRET)
    feedback.feedback(plan, text=SECRET)
    return objection


def tries(objection):
    row = objection.evaluation
    plan, period = row.plan_id, row.period_id
    paper = row.papers.first().pk
    return [
        ("evaluations:result", [row.pk]),
        ("evaluations:paper", [paper]),
        ("evaluations:objection", [objection.pk]),
        ("evaluations:objection_evidence", [objection.pk]),
        ("evaluations:draft", [row.pk, "hasil"]),
        ("evaluations:assess", [plan, period]),
        ("evaluations:counts", []),
        ("evaluations:spread", []),
        ("feedback:record", [plan]),
        ("feedback:record_pdf", [plan, period]),
        ("feedback:give", [plan]),
    ]


def test_every_door_to_ratings_and_feedback_is_closed(member, judged):
    answers = {
        name: member.get(reverse(name, args=args)).status_code for name, args in tries(judged)
    }
    assert set(answers.values()) <= {403, 404}, answers


def test_no_page_of_the_room_tells_them(people, member, judged):
    team = people.budi.evaluation_seats.get().team
    session = rows.session(team, people.budi)
    plan = judged.evaluation.plan_id
    pages = [
        reverse(f"monitoring:{name}", args=args)
        for name, args in (
            ("home", []),
            ("people", []),
            ("obstacles", []),
            ("support", []),
            ("team", [team.pk]),
            ("session", [session.pk]),
            ("screen", [session.pk]),
        )
    ]
    pages.append(reverse("plans:plan", args=[plan]))
    for url in pages:
        text = member.get(url).content.decode()
        assert SECRET not in text
        assert "Rating" not in text
        assert "Predikat" not in text


def test_the_team_does_see_how_far_people_are(people, member):
    evaluations.evidence(evaluations.plan(people.rina))
    text = member.get(reverse("monitoring:people")).content.decode()
    assert "Rina Kartikasari" in text
