"""Frozen dataclasses as JSON without floats, put together in one pass of the encoder."""

from collections.abc import Callable, Hashable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from json import JSONEncoder
from operator import attrgetter
from typing import Any, cast


class PlainEncoder(JSONEncoder):
    """Decimals and days are text, a dataclass of two fields or more an object by their names."""

    def default(self, o: Any) -> Any:
        """What JSON does not take as it is."""
        if isinstance(o, Decimal):
            return str(o)
        if isinstance(o, date):
            return o.isoformat()
        names, values = _reader(o.__class__)
        return dict(zip(names, values(o), strict=True))


@cache
def _reader(kind: Hashable) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in fields(cast(Any, kind)))
    return names, attrgetter(*names)
