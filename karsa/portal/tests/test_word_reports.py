"""Readers report words of others: once per browser, to a moderator, and nothing is hidden."""

import pytest
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.consultations import services as consultations
from karsa.consultations.tests import make as consulted
from karsa.org.tests import make
from karsa.portal.tests.test_consultations import LATER, ticket
from karsa.surveys import services as surveys
from karsa.surveys.tests import make as surveyed


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: LATER)


def send(client, name, row, **over):
    said = {"ticket": ticket(), "reason": "insult"} | over
    return client.post(reverse(f"portal:{name}", args=[row.pk]), said)


@pytest.fixture
def comment(people):
    found = surveyed.survey(people.clinic, state="closed", published_on=make.TODAY)
    surveyed.answers(found, 10)
    return surveyed.comment(found, "Antre lama", state="shown")


def test_an_opinion_is_reported_once_and_stays_until_somebody_outside_looks(
    people, client, sign_in
):
    row = consulted.said(consulted.consultation(people.clinic), text="Kata tajam")
    page = client.get(reverse("portal:report_opinion", args=[row.pk])).content.decode()
    assert "Kata tajam" in page
    for _twice in range(2):
        answer = send(client, "report_opinion", row)
        assert answer["Location"] == reverse("portal:word_reported")
    assert client.get(answer["Location"]).status_code == 200
    assert row.reports.count() == 1
    assert AuditEntry.objects.filter(verb="contribution.reported").count() == 1
    row.refresh_from_db()
    assert (row.state, row.is_checked) == ("shown", False)

    queue = sign_in(people.sinta).get(reverse("consultations:moderation")).content.decode()
    assert "Dilaporkan pembaca" in queue
    assert "Menghina, mengancam" in queue
    assert (
        "orang lain dari luar"
        in sign_in(people.andi).get(reverse("consultations:moderation")).content.decode()
    )
    consultations.restore(actor=make.actor(people.sinta), contribution=row)
    assert not row.reports.filter(is_open=True).exists()


def test_a_published_comment_is_reported_and_waits_again(people, client, sign_in, comment):
    assert (
        reverse("portal:report_comment", args=[comment.pk])
        in client.get(reverse("portal:unit_reports", args=[people.clinic.pk])).content.decode()
    )
    send(client, "report_comment", comment, reason="private")
    send(client, "report_comment", comment, reason="private")
    assert comment.reports.count() == 1
    sinta = sign_in(people.sinta)
    assert "Memuat data pribadi" in sinta.get(reverse("surveys:comments")).content.decode()
    surveys.show_comment(actor=make.actor(people.sinta), comment=comment)
    assert "Antre lama" not in sinta.get(reverse("surveys:comments")).content.decode()


def test_what_is_wrong_with_a_report_is_said_and_nothing_is_kept(people, client):
    row = consulted.said(consulted.consultation(people.clinic))
    for wrong in ({"reason": "x"}, {"reason": ""}, {"ticket": "x"}, {"situs": "http://x"}):
        assert send(client, "report_opinion", row, **wrong).status_code == 200
    assert not row.reports.exists()
    for over in ({"state": "hidden", "hidden_because": "hinaan"},):
        hidden = consulted.said(row.consultation, **over)
        assert send(client, "report_opinion", hidden).status_code == 404
    inner = consulted.said(consulted.consultation(people.clinic, is_public=False))
    assert send(client, "report_opinion", inner).status_code == 404
