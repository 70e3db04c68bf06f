"""Where nobody is sent: what a name stands for decides, not how it is written."""

import socket

import pytest

from karsa.kit import outgoing

pytestmark = pytest.mark.once
NAME = "nama.contoh.go.id"
LEADS_HOME = ("127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "0.0.0.0", "fe80::1")
PRIVATE = ("10.1.2.3", "192.168.1.1", "172.20.0.1", "fd00::1")


@pytest.fixture
def stands_for(monkeypatch):
    def answer(*numbers):
        found = [(0, 0, 0, "", (number, 443)) for number in numbers]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: found)
        return outgoing.check(f"https://{NAME}/")

    return answer


@pytest.mark.parametrize("number", LEADS_HOME)
def test_this_machine_is_never_asked_not_even_by_a_name_inside(stands_for, settings, number):
    place = stands_for("203.0.114.9", number)
    for settings.OUTGOING_INSIDE in ([], [NAME]):
        with pytest.raises(outgoing.Unsafe):
            outgoing.resolve(place)


@pytest.mark.parametrize("number", PRIVATE)
def test_a_private_network_is_asked_only_by_a_name_inside(stands_for, settings, number):
    place = stands_for(number)
    with pytest.raises(outgoing.Unsafe):
        outgoing.resolve(place)
    settings.OUTGOING_INSIDE = [NAME]
    assert outgoing.resolve(place) == number


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".id"])
def test_a_name_that_cannot_be_is_refused_and_breaks_nothing(host):
    with pytest.raises(outgoing.Unsafe):
        outgoing.ask("POST", f"https://{host}/")
