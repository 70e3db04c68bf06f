"""Keyed hashes that are stored in place of what must not be read again."""

from django.utils.crypto import salted_hmac


def keyed(what: str, agency_id: int, value: str) -> str:
    """Return the hash of an agency's secret, 64 hex digits; `what` ("room-thing") parts uses."""
    salted = salted_hmac(f"karsa.{what}", f"{agency_id}:{value}", algorithm="sha256")
    return salted.hexdigest()
