"""One request to a service outside: no redirect is followed, any answer is told by its status."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

_SECONDS = 20
_LARGEST = 25 * 1024 * 1024


class _Stay(HTTPRedirectHandler):
    """These services never lead elsewhere, and what they are sent goes nowhere else."""

    def redirect_request(self, *args: object) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, and at most 25 MB of content."""

    status: int
    content: bytes

    @property
    def is_taken(self) -> bool:
        """Whether it says that the message was taken."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES


def post(address: str, body: bytes, head: Mapping[str, str], seconds: float = _SECONDS) -> Answer:
    """Send `body` and return the answer, whatever it says. Raises OSError where none came."""
    request = Request(address, body, dict(head), method="POST")  # noqa: S310 configured addresses
    try:
        with build_opener(_Stay).open(request, timeout=seconds) as answer:
            return Answer(answer.status, answer.read(_LARGEST))
    except HTTPError as refusal:
        return Answer(refusal.code, refusal.read(_LARGEST))
    except HTTPException as problem:
        raise OSError(type(problem).__name__) from None
