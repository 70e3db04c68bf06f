"""Machines that are told: with the act or not at all, signed, tried again, given up by name."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.models import User
from karsa.accounts.roles import Role
from karsa.inbox.models import Notice
from karsa.kit import outgoing
from karsa.kit.posting import Answer
from karsa.machines.models import Delivery, Event, Hook
from karsa.machines.services import announce, delivery, hooks
from karsa.machines.services.hooks import HookWords
from karsa.machines.tests import make as machines
from karsa.org.tests import make
from karsa.rules.refused import Refused

WORDS = HookWords("Papan", "https://papan.contoh.go.id/kabar", [Event.PLAN_SET])


@pytest.fixture
def outside(monkeypatch):
    """What the world answers, and what it was sent."""

    class World:
        answer: Any = Answer(204, b"")
        sent: ClassVar[list[Any]] = []

    World.sent = []

    def ask(method, address, body=b"", head=None, seconds=10):
        World.sent.append((address, body, head))
        if isinstance(World.answer, OSError):
            raise World.answer
        return World.answer

    monkeypatch.setattr(outgoing, "ask", ask)
    return World


@pytest.fixture
def doer(agency):
    return machines.administrator(agency)


def run(agency, after=timedelta()):
    return delivery.deliver(agency=agency, now=make.NOW + after)


def test_only_who_waits_for_it_is_told(agency, doer, outside):
    waits = machines.hook(agency, Event.PLAN_SET)
    machines.hook(agency, Event.ANSWERED)
    machines.hook(agency, Event.PLAN_SET, stopped_at=make.NOW)
    announce(doer, Event.PLAN_SET, id=7, year=2026)

    assert run(agency) == 1
    ((address, body, _head),) = outside.sent
    assert address == waits.address
    assert json.loads(body) == {
        "type": "skp.approved",
        "timestamp": make.NOW.isoformat(),
        "data": {"id": 7, "year": 2026},
    }
    assert Delivery.objects.get().state == "taken"
    assert run(agency) == 0


def test_a_receiver_can_prove_who_sent_it(agency, doer, outside):
    machines.hook(agency, Event.PLAN_SET)
    announce(doer, Event.PLAN_SET, id=7)
    run(agency)
    ((_address, body, head),) = outside.sent

    # As the description of Standard Webhooks says it, written out again.
    key = base64.b64decode(machines.SECRET.removeprefix("whsec_"))
    said = f"{head['Webhook-Id']}.{head['Webhook-Timestamp']}.".encode() + body
    proof = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    assert head["Webhook-Signature"] == f"v1,{proof}"


def test_a_known_signature():
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = '{"test": 2432232314}'
    made = delivery.signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_does_not_arrive_is_tried_again_under_its_id(agency, doer, outside):
    machines.hook(agency, Event.PLAN_SET)
    announce(doer, Event.PLAN_SET, id=7)
    outside.answer = OSError()
    assert run(agency) == 1
    assert run(agency) == 0
    row = Delivery.objects.get()
    assert (row.state, row.tries, row.due_at) == ("waiting", 1, make.NOW + delivery.WAITS[0])

    outside.answer = Answer(200, b"ya")
    assert run(agency, timedelta(seconds=5)) == 1
    row.refresh_from_db()
    assert (row.state, row.tries, row.status, row.answer) == ("taken", 2, 200, "ya")
    assert outside.sent[0][2]["Webhook-Id"] == outside.sent[1][2]["Webhook-Id"]
    assert Hook.objects.get().failures == 0


def test_a_message_is_given_up_in_the_end(agency, doer, outside):
    machines.hook(agency, Event.PLAN_SET)
    announce(doer, Event.PLAN_SET, id=7)
    outside.answer = Answer(500, b"\x00\xff")
    Delivery.objects.update(tries=len(delivery.WAITS))
    run(agency)

    assert Delivery.objects.get().state == "failed"


@pytest.mark.parametrize(("status", "failures"), [(500, delivery.GIVES_UP - 1), (410, 0)])
def test_who_never_answers_is_left_in_peace_and_the_administrator_told(
    agency, doer, outside, status, failures
):
    admin = User.objects.create(agency=agency, username="admin")
    make.grant_to(admin, Role.ADMINISTRATOR)
    machines.hook(agency, Event.PLAN_SET, failures=failures)
    announce(doer, Event.PLAN_SET, id=7)
    outside.answer = Answer(status, b"")
    run(agency)

    found = Hook.objects.get()
    assert found.gave_up
    assert found.stopped_at == make.NOW
    assert Notice.objects.get(user=admin).kind == "hook_stopped"
    assert run(agency, timedelta(days=1)) == 0


def test_what_waited_leaves_when_it_is_started_again(agency, doer, outside):
    row = machines.hook(agency, Event.PLAN_SET)
    announce(doer, Event.PLAN_SET, id=7)
    hooks.stop_hook(actor=doer, hook_id=row.pk)
    assert run(agency) == 0

    hooks.start_hook(actor=doer, hook_id=row.pk)
    assert run(agency) == 1


def test_an_address_that_turned_into_ours_is_not_asked(agency, doer):
    machines.hook(agency, Event.PLAN_SET, address="https://127.0.0.1/kabar")
    announce(doer, Event.PLAN_SET, id=7)
    run(agency)

    row = Delivery.objects.get()
    assert (row.state, row.status) == ("waiting", None)
    assert "public" in row.answer


def test_a_secret_that_no_longer_opens_is_said_and_holds_nobody_else_up(agency, doer, outside):
    machines.hook(agency, Event.PLAN_SET, secret="A" * 40)
    machines.hook(agency, Event.PLAN_SET)
    announce(doer, Event.PLAN_SET, id=7)

    assert run(agency) == 2
    assert len(outside.sent) == 1
    assert Delivery.objects.filter(answer__contains="key has changed", state="waiting").exists()


def test_practice_tells_nobody(agency, doer, outside):
    machines.hook(agency, Event.PLAN_SET)
    agency.practice_of_id = agency.pk
    announce(doer, Event.PLAN_SET, id=7)

    assert not Delivery.objects.exists()
    assert run(agency) == 0


def test_an_act_that_is_undone_told_nobody(agency, doer):
    machines.hook(agency, Event.PLAN_SET)
    with transaction.atomic():
        announce(doer, Event.PLAN_SET, id=7)
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_a_message_can_be_sent_again(agency, doer, outside):
    machines.hook(agency, Event.PLAN_SET)
    announce(doer, Event.PLAN_SET, id=7)
    run(agency)
    hooks.send_again(actor=doer, delivery_id=Delivery.objects.get().pk)
    run(agency)

    first, second = (head["Webhook-Id"] for _address, _body, head in outside.sent)
    assert first == second


def test_the_administrator_names_an_address_and_sees_its_secret_once(agency, doer, people):
    made, secret = hooks.add_hook(actor=doer, words=WORDS)
    assert secret.startswith("whsec_")
    assert secret not in made.secret

    with pytest.raises(Refused, match="nama ini"):
        hooks.add_hook(actor=doer, words=WORDS)
    with pytest.raises(PermissionDenied):
        hooks.add_hook(actor=make.actor(people.hana), words=WORDS)


@pytest.mark.parametrize(
    ("over", "why"),
    [
        ({"address": "http://papan.contoh.go.id/"}, "https"),
        ({"address": "https://a:b@papan.contoh.go.id/"}, "https"),
        ({"events": []}, "kejadian"),
        ({"events": ["ping"]}, "kejadian"),
        ({"events": ["gaji"]}, "kejadian"),
        ({"name": " "}, "nama"),
    ],
)
def test_an_address_that_will_not_do_is_refused(over, why, doer):
    said = {"name": "Papan", "address": WORDS.address, "events": WORDS.events} | over
    with pytest.raises(Refused) as refusal:
        hooks.add_hook(actor=doer, words=HookWords(**said))
    assert why in refusal.value.sentence


def test_old_messages_go_and_those_that_wait_stay(agency, doer, outside):
    machines.hook(agency, Event.PLAN_SET)
    for number in (1, 2):
        announce(doer, Event.PLAN_SET, id=number)
    Delivery.objects.filter(pk=Delivery.objects.latest("pk").pk).update(state="taken")
    delivery.forget_old(agency=agency, now=make.NOW + timedelta(days=31))

    assert [row.state for row in Delivery.objects.all()] == ["waiting"]
