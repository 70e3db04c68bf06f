"""What the administrator sees of the machines that are connected."""

from dataclasses import dataclass
from datetime import timedelta

from karsa.accounts.actor import Actor
from karsa.machines.models import Hook, Token

_SOON = timedelta(days=14)
# Tokens that ended longer ago are history, which the record keeps.
_SHOWN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token, and how it stands: open, soon (over), over or revoked."""

    token: Token
    standing: str

    @property
    def is_open(self) -> bool:
        """Whether it opens anything today."""
        return self.standing in ("open", "soon")


def tokens_of(actor: Actor) -> list[TokenRow]:
    """Return the agency's tokens, open ones first, then the newest. One query."""
    rows = Token.objects.filter(agency=actor.agency, expires_on__gte=actor.today - _SHOWN)
    found = [TokenRow(row, _standing(row, actor)) for row in rows.order_by("-pk")]
    return sorted(found, key=lambda row: not row.is_open)


def hooks_of(actor: Actor) -> list[Hook]:
    """Return the agency's addresses that are told, by name. One query."""
    return list(Hook.objects.filter(agency=actor.agency).order_by("name"))


def _standing(token: Token, actor: Actor) -> str:
    if token.revoked_at is not None:
        return "revoked"
    if token.expires_on < actor.today:
        return "over"
    return "soon" if token.expires_on < actor.today + _SOON else "open"
