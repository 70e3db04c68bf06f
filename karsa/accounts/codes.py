"""One-time codes as people type them, and the keyed hashes that are stored in their place."""

import secrets

from karsa.kit.digests import keyed
from karsa.tenancy.models import Agency

# Without 0, O, 1, I and L: a slip is read in poor light.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def new_code() -> str:
    """Return a code as it is printed: "K7QX-2MPA", one of about 8.5 × 10^11."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{drawn[:4]}-{drawn[4:]}"


def plain(typed: str) -> str:
    """Return what was typed without case, blanks and strokes: "k7qx 2mpa" → "K7QX2MPA"."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def digest_of(agency: Agency, code: str) -> str:
    """Return the keyed hash of a code within its agency, 64 hex digits."""
    return keyed("accounts-code", agency.pk, plain(code))


def name_digest(agency: Agency, name: str) -> str:
    """Return the keyed hash under which failures of a sign-in name are counted."""
    return keyed("accounts-name", agency.pk, plain(name))


def recovery_digest(agency: Agency, code: str) -> str:
    """Return the keyed hash of a recovery code within its agency, 64 hex digits."""
    return keyed("accounts-recovery", agency.pk, plain(code))


def address_digest(agency: Agency, address: str) -> str:
    """Return the keyed hash of a network address, by which it is known again and never told."""
    return keyed("accounts-address", agency.pk, address)


def view_digest(agency: Agency, code: str) -> str:
    """Return the keyed hash of a consent's code within its agency, 64 hex digits."""
    return keyed("accounts-view", agency.pk, plain(code))
