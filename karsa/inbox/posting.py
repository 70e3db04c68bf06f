"""One POST to a service outside: no redirect is followed, any answer is told by its status."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

_SECONDS = 20


class _Stay(HTTPRedirectHandler):
    """These services never lead elsewhere; nothing else is asked."""

    def redirect_request(self, *args: object) -> None:
        return None


def post(address: str, body: bytes, head: Mapping[str, str]) -> int:
    """Send `body` and return the status of the answer. Raises OSError where none came."""
    request = Request(address, body, dict(head), method="POST")  # noqa: S310 checked or configured
    try:
        with build_opener(_Stay).open(request, timeout=_SECONDS) as answer:
            return int(answer.status)
    except HTTPError as refusal:
        refusal.close()
        return refusal.code


def is_taken(status: int) -> bool:
    """Whether an answer says that the message was taken."""
    return HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
