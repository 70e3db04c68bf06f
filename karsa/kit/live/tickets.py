"""The right to listen to one board: signed, and good for a minute to begin with."""

from dataclasses import dataclass

from django.core import signing

SECONDS = 60
_SALT = "karsa.live"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whose stream it is (an account) and which board of which agency it shows."""

    agency_id: int
    user_id: int
    board: int


def issue(agency_id: int, user_id: int, board: int) -> str:
    """Sign a ticket. The caller has asked whether this person may see the board."""
    return signing.dumps([agency_id, user_id, board], salt=_SALT)


def read(text: str) -> Ticket | None:
    """Return the ticket; None if it is forged, or older than a minute."""
    try:
        return Ticket(*signing.loads(text, salt=_SALT, max_age=SECONDS))
    except signing.BadSignature:
        return None
