"""What a part of a page is drawn of, read only if the part has to be drawn again."""

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from karsa.kit.remembered import mark, turn

T = TypeVar("T")


class Unread(Generic[T]):
    """Something that follows from what was asked, from configuration and from marked rows.

    `{% draw %}` keeps a part under what its values say of themselves; this says all it follows
    from, not what it is, so a part that is kept costs no reading. What follows from other rows
    too needs something among `asked` that changes with them. Only for pages that write nothing:
    what they drew of their own writes would be kept even if these are taken back.
    """

    def __init__(self, read: Callable[[], T], *asked: object) -> None:
        self._read, self._asked = read, asked

    def __repr__(self) -> str:
        return f"{turn()} {mark()} {self._asked!r}"

    @cached_property
    def value(self) -> T:
        """What is read, once."""
        return self._read()
