"""Codes people give to chapters and nodes ("S2", "1.10") in the order people expect."""

import re

_DIGITS = re.compile(r"([0-9]+)")


def natural(code: str) -> tuple[tuple[str, int], ...]:
    """Return a key that sorts "S2" before "S10" and "1.9" before "1.10", ignoring case."""
    parts = _DIGITS.split(code.casefold())
    numbers = [*parts[1::2], "0"]
    return tuple((word, int(digits)) for word, digits in zip(parts[::2], numbers, strict=True))
