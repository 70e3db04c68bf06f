"""The regulation's forms are Indonesian, whatever language the person asking for one reads."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils.translation import override

P = ParamSpec("P")
R = TypeVar("R")


def in_indonesian(make: Callable[P, R]) -> Callable[P, R]:
    """Make `make` fill its form in Indonesian.

    A new override for each call: one that is shared would restore another request's language.
    """

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        with override("id"):
            return make(*args, **kwargs)

    return made
