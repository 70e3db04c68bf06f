"""What figures cannot tell, and why: the words for it stand in `karsa.kit.untold`."""

from enum import StrEnum


class Why(StrEnum):
    """Why there is no answer."""

    FEW = "few"
    UNLINKED = "unlinked"
    FLAT = "flat"
    MARKS = "marks"
    EXTREME = "extreme"
    TWICE = "twice"
    UNTREATED = "untreated"
    UNCOMPARED = "uncompared"
    UNSEEN = "unseen"
    SHORT = "short"


class Untold(Exception):  # noqa: N818 - an answer, not a fault
    """The figures have no answer to what was asked of them."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why
