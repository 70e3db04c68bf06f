"""Choices that look like chance and are the same in every run: they follow from names and ids."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
_SCALE = 2**32


def share(*seed: object) -> float:
    """Return a number in [0, 1) that only the seed decides."""
    text = "|".join(map(str, seed)).encode()
    return int.from_bytes(blake2b(text, digest_size=4).digest()) / _SCALE


def pick(options: Sequence[T], *seed: object) -> T:
    """Return one of the options."""
    return options[int(share(*seed) * len(options))]


def between(low: int, high: int, *seed: object) -> int:
    """Return a whole number from low to high, both possible."""
    return low + int(share(*seed) * (high - low + 1))


def happens(probability: float, *seed: object) -> bool:
    """Say whether something that happens with this probability happens here."""
    return share(*seed) < probability
