"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the network address: behind our proxy (HTTPS) what the proxy itself saw."""
    if settings.HTTPS:
        seen = request.headers.get("X-Forwarded-For", "")
        return seen.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(request: HttpRequest) -> str:
    """Return under what senders are counted: an IPv4 address, or the 64 bits of an IPv6 one.

    Whoever has one IPv6 address has all that begin so, and may change it with every request.
    """
    address = address_of(request)
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((int(found), 64), strict=False))
    return address
