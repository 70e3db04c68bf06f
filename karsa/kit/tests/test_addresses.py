"""Under what senders are counted."""

import pytest
from django.test import RequestFactory

from karsa.kit.addresses import network_of

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_one_sender_is_counted_once(address, network):
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_behind_the_proxy_it_is_what_the_proxy_saw(settings):
    settings.HTTPS = True
    said = "198.51.100.1, 2001:db8:1:2::7"
    assert network_of(RequestFactory().get("/", headers={"X-Forwarded-For": said})) == (
        "2001:db8:1:2::/64"
    )
