"""Requests to addresses that people typed: never into our own network, never for long.

The name is resolved once, every address it stands for is checked, and the connection goes to the
one that was checked: a name that points elsewhere a moment later gains nothing. Hosts inside that
the server's keeper named (`OUTGOING_INSIDE`) may be of a private network.
"""

import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from karsa.kit.posting import Answer

SECONDS = 10
LARGEST = 256 * 1024
# Prefixes by which an IPv6 address leads to an IPv4 one (NAT64, Teredo and 6to4).
_LEADS_ELSEWHERE = ("64:ff9b:", "2001:0000:", "2002:")
# Networks an agency numbers itself (RFC 1918, RFC 4193).
_PRIVATE = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))


class Unsafe(OSError):  # noqa: N818 - an answer to whoever typed it
    """An address that is not asked: the words say why."""


def ask(
    method: str,
    address: str,
    body: bytes = b"",
    head: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> Answer:
    """Send one request and return the answer, whatever it says; redirects are not followed.

    Raises Unsafe (an OSError) for an address that is not https or not of the public internet,
    OSError where no whole answer of at most 256 KB came within `seconds`.
    """
    place = check(address)
    connection = _Checked(place, resolve(place), seconds)
    watch = Timer(seconds, connection.cut)
    watch.start()
    try:
        path = f"{place.path or '/'}{f'?{place.query}' if place.query else ''}"
        connection.request(method, path, body or None, dict(head or {}))
        answer = _read(connection.getresponse())
        if connection.is_cut:
            raise TimeoutError
        return answer
    except HTTPException as problem:
        raise OSError(type(problem).__name__) from None
    finally:
        watch.cancel()
        connection.close()


def check(address: str) -> SplitResult:
    """Return the parts of an address that may be asked. Raises Unsafe; asks no name server."""
    try:
        place = urlsplit(address)
        place.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        raise Unsafe("no address") from None
    schemes = ("https", "http") if settings.OUTGOING_LOOPBACK else ("https",)
    if place.scheme not in schemes or not place.hostname:
        raise Unsafe("not https")
    if place.username is not None or not address.isascii() or not address.isprintable():
        raise Unsafe("not a plain address")
    if " " in address:
        raise Unsafe("not a plain address")
    return place


def resolve(place: SplitResult) -> str:
    """Return one address that may be asked. Raises Unsafe if any the name stands for may not.

    In plain (http) that is this machine alone.
    """
    try:
        found = socket.getaddrinfo(place.hostname, _port(place), type=socket.SOCK_STREAM)
    except UnicodeError:  # an empty or endless part between two dots
        raise Unsafe("no name of a host") from None
    numbers = [str(one[4][0]) for one in found]
    if not numbers or not all(map(_may_be_asked(place), numbers)):
        raise Unsafe("not an address of the public internet")
    return numbers[0]


def _may_be_asked(place: SplitResult) -> Callable[[str], bool]:
    if place.scheme == "http":
        return _is_this_machine
    return _is_near if place.hostname in settings.OUTGOING_INSIDE else _is_public


def _is_this_machine(number: str) -> bool:
    return bool(settings.OUTGOING_LOOPBACK) and ip_address(number.partition("%")[0]).is_loopback


def _is_public(number: str) -> bool:
    found: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.exploded.startswith(_LEADS_ELSEWHERE) or str(found).startswith(_LEADS_ELSEWHERE):
            return False
        found = found.ipv4_mapped or found
    if _is_this_machine(str(found)):
        return True
    return found.is_global and not found.is_multicast and not found.is_reserved


def _is_near(number: str) -> bool:
    """Whether it is public or of a private network, but not this machine or what serves it."""
    found = ip_address(number.partition("%")[0])
    is_private = any(found in network for network in _PRIVATE if network.version == found.version)
    return is_private or _is_public(number)


def _port(place: SplitResult) -> int:
    return place.port or (443 if place.scheme == "https" else 80)


def _read(answer: HTTPResponse) -> Answer:
    content = answer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError("too large an answer")
    return Answer(answer.status, content)


class _Checked(HTTPConnection):
    """Connects to the number that was checked, and proves the name by its certificate."""

    def __init__(self, place: SplitResult, number: str, seconds: float) -> None:
        host = place.hostname or ""
        super().__init__(host, _port(place), timeout=seconds)
        self._number, self._is_plain, self.is_cut = number, place.scheme == "http", False
        self.default_port = 80 if self._is_plain else 443  # the Host header names another

    def connect(self) -> None:
        self.sock = socket.create_connection((self._number, self.port), self.timeout)
        if not self._is_plain:
            wrapped = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
            self.sock = wrapped
        if self.is_cut:
            raise TimeoutError

    def cut(self) -> None:
        """End it from the watch's thread: whoever drips bytes does not hold us longer."""
        self.is_cut = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)
