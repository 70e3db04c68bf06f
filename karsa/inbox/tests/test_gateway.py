"""WhatsApp by the official gateway: one count a day to who gave a number, over HTTP on loopback."""

import json
from datetime import timedelta

import pytest

from karsa.audit.models import AuditEntry
from karsa.inbox import services
from karsa.inbox.models import Notice, Preference
from karsa.inbox.services.delivery import deliver
from karsa.inbox.tests.test_notices import NIGHT, NOON, prefers, told
from karsa.org.tests import make
from karsa.rules.refused import Refused

NUMBER = "6281234567890"


@pytest.fixture
def gateway(service, settings):
    settings.GATEWAY_URL = f"{service.url}/v21.0/1/messages"
    settings.GATEWAY_TOKEN = "rahasia"
    service.answer = 200
    return service


@pytest.fixture
def rina(people):
    prefers(people.rina, phone=NUMBER, mail=Preference.Mail.NEVER)
    return people.rina


def test_a_count_leaves_and_nothing_else(gateway, rina):
    told(rina, "a", "b")

    assert [deliver(agency=rina.agency, now=NOON) for _ in range(2)] == [1, 0]
    [(head, body)] = gateway.came
    assert head["Authorization"] == "Bearer rahasia"
    said = json.loads(body)
    assert (said["to"], said["type"]) == (NUMBER, "template")
    assert said["template"] == {
        "name": "kabar_karsa",
        "language": {"code": "id"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": "2"}]}],
    }
    assert rina.name not in body.decode()


def test_at_most_one_a_day_and_none_at_night(gateway, rina):
    told(rina, "a", at=NIGHT)
    deliver(agency=rina.agency, now=NIGHT)
    assert gateway.came == []
    morning = NIGHT + timedelta(hours=12)
    deliver(agency=rina.agency, now=morning)
    told(rina, "b", at=morning)
    deliver(agency=rina.agency, now=morning + timedelta(hours=2))
    assert len(gateway.came) == 1

    deliver(agency=rina.agency, now=morning + timedelta(days=1))
    assert len(gateway.came) == 2


@pytest.mark.parametrize("over", [{"phone": ""}, {"off": ["entry_returned:text"]}])
def test_nothing_leaves_where_it_is_not_wanted(gateway, people, over):
    prefers(people.rina, **{"phone": NUMBER} | over)
    told(people.rina, "a")

    deliver(agency=people.rina.agency, now=NOON)

    assert gateway.came == []


def test_without_an_address_nothing_is_asked(service, rina, settings):
    assert settings.GATEWAY_URL == ""
    told(rina, "a")

    assert deliver(agency=rina.agency, now=NOON) == 0
    assert service.came == []


@pytest.mark.parametrize(("answer", "tries"), [(429, 2), (503, 2), (302, 1), (400, 1)])
def test_what_may_be_tried_again_is(gateway, rina, answer, tries):
    gateway.answer = answer
    told(rina, "a")

    for hour in range(2):
        deliver(agency=rina.agency, now=NOON + timedelta(hours=hour))

    assert len(gateway.came) == tries


def choose(person, phone=None, on=()):
    clock = make.NOW.time()
    return services.choose(
        actor=make.actor(person),
        email="",
        mail="never",
        quiet_from=clock,
        quiet_to=clock,
        on=on,
        phone=phone,
    )


def test_a_number_is_kept_as_digits_and_never_told(gateway, people):
    assert choose(people.rina, phone="0812-3456-7890").phone == NUMBER
    with pytest.raises(Refused, match="dimulai dengan 08"):
        choose(people.rina, phone="12345")

    assert NUMBER not in str(AuditEntry.objects.values())
    assert choose(people.rina, phone="").phone == ""


def test_what_was_chosen_for_a_gateway_stays_while_it_is_off(people, gateway, settings):
    choose(people.rina, phone=NUMBER)
    settings.GATEWAY_URL = ""

    row = choose(people.rina, on=["entry_returned:app"])

    assert row.phone == NUMBER
    assert "entry_returned:text" in row.off
    assert "entry_returned:app" not in row.off


def test_the_page_asks_for_a_number_only_where_there_is_a_gateway(
    people, sign_in, gateway, settings
):
    page = sign_in(people.rina)
    assert "Nomor WhatsApp" in page.get("/kerja/kabar/atur/").content.decode()
    settings.GATEWAY_URL = ""
    without = page.get("/kerja/kabar/atur/").content.decode()

    assert "WhatsApp" not in without
    assert Notice.objects.count() == 0
