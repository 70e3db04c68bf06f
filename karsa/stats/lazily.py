"""Large packages at first use: a web worker that asks for no statistics loads no numpy."""

from importlib import import_module
from typing import Any


class Lazily:
    """A module that is imported by the first look into it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, what: str) -> Any:
        return getattr(import_module(self._name), what)
