"""Choices that look like chance and are the same in every run: they follow from names and ids."""

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")
_SCALE = 2**32
_MIX = 0x9E3779B97F4A7C15


def share(*seed: object) -> float:
    """Return a number in [0, 1) that only the seed decides."""
    # Mixed once more, for close seeds have close checksums.
    mixed = crc32("|".join(map(str, seed)).encode()) * _MIX
    return ((mixed ^ (mixed >> 29)) * _MIX >> 17) % _SCALE / _SCALE


def pick(options: Sequence[T], *seed: object) -> T:
    """Return one of the options."""
    return options[int(share(*seed) * len(options))]


def between(low: int, high: int, *seed: object) -> int:
    """Return a whole number from low to high, both possible."""
    return low + int(share(*seed) * (high - low + 1))


def happens(probability: float, *seed: object) -> bool:
    """Say whether something that happens with this probability happens here."""
    return share(*seed) < probability
