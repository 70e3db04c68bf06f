from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from karsa.audit.models import AuditEntry
from karsa.kit.digests import keyed
from karsa.org.tests import make as org
from karsa.rules.refused import Refused
from karsa.surveys import services
from karsa.surveys.models import Comment, OneTimeLink, Response, Trace
from karsa.surveys.queries.results import results_of
from karsa.surveys.services import Came, Said, nightly
from karsa.surveys.services.answering import new_link
from karsa.surveys.tests import make

TODAY = org.TODAY


ANSWERS = (4, 3, *(4,) * 7)


def send(place, today=TODAY, token="", came=None, key=None, **over):
    said = Said(key or uuid4(), ANSWERS, **over)
    services.answer(place=place, said=said, came=came or Came(), today=today, token=token)


class TestAnswering:
    def test_after_the_closing_no_key_leads_from_an_answer_to_its_comment(self, people):
        found = make.survey(people.clinic)
        send(make.place(found), comment="Ramah")

        def leads() -> bool:
            said = keyed("surveys-comment", found.agency_id, Response.objects.get().key.hex)
            return Comment.objects.get().key.hex == said[:32]

        key = Response.objects.get().key
        assert leads()
        services.close_survey(actor=org.actor(people.andi), survey=found)
        assert not leads()
        assert Response.objects.get().key != key

    def test_what_came_while_it_was_closed_is_forgotten_at_night(self, people):
        found = make.survey(people.clinic)
        place = make.place(found)
        found.state = "closed"
        found.save()
        key = uuid4()
        send(place, key=key, comment="Ramah", came=Came(device="d" * 64))
        nightly.look_over(agency=found.agency, now=org.NOW)
        assert not Trace.objects.exists()
        assert Response.objects.get().key != key

    def test_sent_twice_is_kept_once_and_nobody_can_be_found_in_it(self, people):
        place = make.place(make.survey(people.clinic))
        key = uuid4()
        for _try in range(2):
            send(place, key=key, comment="Ramah", came=Came(device="d" * 64))

        row = Response.objects.get()
        assert (row.u1, row.u2, row.u9, row.day, row.is_counted) == (4, 3, 4, TODAY, True)
        assert (Comment.objects.count(), Trace.objects.count()) == (1, 1)
        assert Comment.objects.get().key != key
        assert not AuditEntry.objects.exists()
        names = {field.name for field in Response._meta.get_fields()}
        assert not names & {"user", "employee", "address", "at", "created_at", "device"}

    @pytest.mark.parametrize(
        ("state", "days", "why"),
        [("draft", 0, "ditutup"), ("open", -90, "belum dimulai"), ("open", 21, "sudah ditutup")],
    )
    def test_only_while_it_is_open(self, people, state, days, why):
        place = make.place(make.survey(people.clinic, state=state))
        with pytest.raises(Refused, match=why):
            send(place, TODAY + timedelta(days=days))

    def test_a_huge_comment_is_refused_whole(self, people):
        with pytest.raises(Refused, match="terlalu panjang"):
            send(make.place(make.survey(people.clinic)), comment="x" * 1001)
        assert not Response.objects.exists()

    def test_personal_data_and_insults_wait_with_the_reason(self, people):
        place = make.place(make.survey(people.clinic))
        for text in ("Baik", "Telepon saya 081234567890", "goblok"):
            send(place, comment=text)
        assert [row.state for row in Comment.objects.all()] == ["waiting"] * 3
        assert sorted(bool(row.why) for row in Comment.objects.all()) == [False, True, True]

    def test_the_database_itself_keeps_answers_in_range(self, people):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.answers(make.survey(people.clinic), value=5)


class TestLinks:
    def link(self, place, token="rahasia", days=5) -> OneTimeLink:
        row = new_link(place.agency, place, token, TODAY + timedelta(days=days))
        row.save()
        return row

    def test_one_answer_for_each_and_its_retry_is_the_same(self, people):
        place = make.place(make.survey(people.clinic))
        self.link(place)
        key = uuid4()
        for _try in range(2):
            send(place, key=key, token="rahasia")
        with pytest.raises(Refused, match="sudah dipakai"):
            send(place, token="rahasia")
        assert Response.objects.count() == 1

    @pytest.mark.parametrize(("token", "days"), [("lain", 5), ("rahasia", -1)])
    def test_a_wrong_or_old_one_is_refused(self, people, token, days):
        place = make.place(make.survey(people.clinic))
        self.link(place, days=days)
        with pytest.raises(Refused, match="tidak berlaku"):
            send(place, token=token)

    def test_a_service_asks_for_links_by_its_token(self, people):
        found = make.survey(people.clinic, "Loket 1")
        actor = org.actor(people.andi)
        key, token = services.add_link_key(actor=actor, service=found.service, name="Antrean")
        assert services.key_of(actor.agency, token) == key
        assert token not in (key.digest, key.name)
        point = found.service.points.get().pk
        given = services.give_links(key=key, count=3, point_id=point, today=TODAY, days=90)
        assert {place.point_id for place, _token in given} == {point}
        assert set(OneTimeLink.objects.values_list("expires_on", flat=True)) == {found.ends}
        for count, days in ((0, 5), (101, 5), (1, 91)):
            with pytest.raises(Refused, match="1 sampai 100"):
                services.give_links(key=key, count=count, point_id=None, today=TODAY, days=days)
        services.stop_link_key(actor=actor, key=key)
        assert services.key_of(actor.agency, token) is None
        assert AuditEntry.objects.filter(verb="survey.link_key_added").count() == 1

    def test_nobody_else_may_give_keys_and_no_survey_no_links(self, people):
        offered = make.service(people.clinic)
        with pytest.raises(PermissionDenied):
            services.add_link_key(actor=org.actor(people.rina), service=offered, name="x")
        key, _token = services.add_link_key(actor=org.actor(people.andi), service=offered, name="x")
        with pytest.raises(Refused, match="belum punya survei"):
            services.give_links(key=key, count=1, point_id=None, today=TODAY, days=1)


def test_after_its_days_an_answer_has_no_face_and_the_figures_stay(people):
    over = {"state": "closed", "starts": date(2020, 1, 1)}
    found = make.survey(people.clinic, ends=TODAY - timedelta(days=731), **over)
    old = make.survey(people.clinic, ends=TODAY - timedelta(days=1826), **over)
    facts: dict[str, Any] = {"age": "60_up", "sex": "woman", "day": date(2021, 2, 17)}
    for one in (found, old):
        make.answers(one, 6, **facts)
        make.comment(one)
    before = results_of(old).figures.index
    assert nightly.forget(agency=found.agency, now=org.NOW) == 2
    assert not Comment.objects.exists()
    assert set(found.responses.values_list("age", "day")) == {("60_up", date(2021, 2, 17))}
    assert set(old.responses.values_list("age", "sex", "day")) == {("", "", date(2021, 2, 1))}
    assert results_of(old).figures.index == before
    assert nightly.forget(agency=found.agency, now=org.NOW) == 0


def test_a_link_that_is_over_is_forgotten_and_stays_refused(people):
    place = make.place(make.survey(people.clinic))
    new_link(place.agency, place, "rahasia", TODAY - timedelta(days=1)).save()
    nightly.forget(agency=place.agency, now=org.NOW)
    assert not OneTimeLink.objects.exists()
    with pytest.raises(Refused, match="tidak berlaku"):
        send(place, token="rahasia")


def test_paper_gives_no_code_that_would_lead_back(people):
    place = make.place(make.survey(people.clinic))
    send(place, came=Came("paper"), comment="Antre")
    assert Comment.objects.get().receipt == ""
