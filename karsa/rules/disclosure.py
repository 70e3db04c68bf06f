"""What the public may see of small numbers: never so few that somebody could be recognised."""

LEAST = 5


def hides(count: int) -> bool:
    """Whether a public cell of `count` people or events is kept back: one to four are.

    None at all tells nothing about anybody. Source: rules digest 7 (privacy).
    """
    return 0 < count < LEAST


def public_count(count: int) -> int | None:
    """Return `count`, or None where it is kept back."""
    return None if hides(count) else count
