"""The door of public forms: the sum, its one ticket, the pace by cost."""

import json
from base64 import b64encode
from datetime import timedelta

import pytest
from altcha.v1 import Challenge, solve_challenge
from django.test import RequestFactory

from karsa.org.tests import make as org
from karsa.portal import door
from karsa.portal.door import Cost
from karsa.rules.refused import Refused

LATER = org.NOW + timedelta(seconds=20)


def solved(shown: door.Door, **over) -> str:
    said = json.loads(shown.challenge)
    values = {"max_number" if name == "maxNumber" else name: said[name] for name in said}
    found = solve_challenge(Challenge(**values))
    assert found
    names = ("algorithm", "challenge", "salt", "signature")
    payload = {name: said[name] for name in names} | {"number": found.number} | over
    return b64encode(json.dumps(payload).encode()).decode()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(door, "HARDEST", 20)


def enter(agency, shown, cost=Cost.OPINION, now=LATER, address="10.1.2.3", **over):
    said = {"ticket": shown.ticket, "situs": ""} | over
    request = RequestFactory().post("/", said, REMOTE_ADDR=address)
    return door.enter(request, agency, now, cost)


def test_a_solved_sum_opens_the_door_and_its_retry_is_the_same_sending(agency):
    shown = door.open_door(org.NOW)
    payload = solved(shown)

    first, again = (enter(agency, shown, altcha=payload) for _try in range(2))

    assert first.key == again.key


def test_a_sum_of_another_form_is_refused(agency):
    used, fresh = door.open_door(org.NOW), door.open_door(org.NOW)

    with pytest.raises(Refused, match="belum cocok"):
        enter(agency, fresh, altcha=solved(used))


@pytest.mark.parametrize(
    "over", [{"number": 21}, {"signature": "00"}, {"algorithm": "MD5"}, {"salt": 7}]
)
def test_a_forged_sum_is_refused(agency, over):
    shown = door.open_door(org.NOW)

    with pytest.raises(Refused, match="belum cocok"):
        enter(agency, shown, altcha=solved(shown, **over))


@pytest.mark.parametrize(
    "payload", ["?", "e30=", "W10=", b64encode(b"[" * 1400).decode(), "A" * 9000, "<script>"]
)
def test_rubbish_is_refused(agency, payload):
    with pytest.raises(Refused, match="belum cocok"):
        enter(agency, door.open_door(org.NOW), altcha=payload)


def test_without_the_sum_an_hour_is_sooner_over(agency):
    payloads = [(shown, solved(shown)) for shown in (door.open_door(org.NOW),) * 30]
    for _many in range(20):
        enter(agency, door.open_door(org.NOW))
    with pytest.raises(Refused, match="Terlalu banyak"):
        enter(agency, door.open_door(org.NOW))
    # Whoever works it out, from another address, goes on.
    for shown, payload in payloads:
        enter(agency, shown, altcha=payload, address="10.1.2.4")


def test_a_whole_ipv6_network_is_one_sender_and_its_neighbour_another(agency):
    for number in range(20):
        enter(agency, door.open_door(org.NOW), address=f"2001:db8:1:2::{number:x}")
    with pytest.raises(Refused, match="Terlalu banyak"):
        enter(agency, door.open_door(org.NOW), address="2001:db8:1:2:ffff::1")
    enter(agency, door.open_door(org.NOW), address="2001:db8:1:3::1")


def test_an_allowed_network_is_not_counted(agency, settings, django_assert_num_queries):
    settings.DOOR_ALLOWED = ["10.9.0.0/16"]
    with django_assert_num_queries(0):
        for _many in range(30):
            enter(agency, door.open_door(org.NOW), address="10.9.1.1")


def test_bait_haste_and_age_are_refused(agency):
    shown = door.open_door(org.NOW)
    for over, why in (
        ({"situs": "x"}, "dari mesin"),
        ({"now": org.NOW}, "Cepat sekali"),
        ({"now": org.NOW + timedelta(hours=13)}, "terlalu lama"),
    ):
        with pytest.raises(Refused, match=why):
            enter(agency, shown, **over)
