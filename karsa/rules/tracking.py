"""The code by which somebody without an account finds their report again.

Eleven drawn signs (more than 54 bits) and a check sign, so that a slip of the pen is told apart
from a code that does not exist.
"""

# Without 0, O, 1, I and L. A prime number of signs: one wrong sign or two that changed places
# always show.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
_GROUP = 4


def code_of(secret: bytes) -> str:
    """Return the code that follows from at least 16 secret bytes, as "K7QX2MPA9RTC".

    Raises: ValueError for fewer bytes, from which a code could be guessed.
    """
    if len(secret) < 16:
        raise ValueError("a code needs 16 secret bytes")
    number, signs = int.from_bytes(secret), ""
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(ALPHABET))
        signs += ALPHABET[place]
    return signs + _check(signs)


def plain(typed: str) -> str:
    """Return a typed code without case, blanks and strokes; empty if it cannot be one."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    known = len(signs) == LENGTH and not set(signs) - set(ALPHABET)
    return signs if known and _check(signs[:-1]) == signs[-1] else ""


def written(code: str) -> str:
    """Return a code as people copy it: "K7QX-2MPA-9RTC"."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def _check(signs: str) -> str:
    weighted = sum(place * ALPHABET.index(sign) for place, sign in enumerate(signs, start=1))
    return ALPHABET[weighted % len(ALPHABET)]
