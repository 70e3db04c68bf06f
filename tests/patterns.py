"""Every address the site knows, and the methods each answers."""

from collections.abc import Callable, Iterator
from inspect import getclosurevars
from typing import Any

from django.urls import URLPattern, URLResolver

from karsa.api.root import api


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each address with its name; one without a name could have no row, so it is refused."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from patterns(entry, prefix + space)
        else:
            assert entry.name, entry
            yield prefix + entry.name, entry


def methods_of(name: str, entry: URLPattern) -> set[str]:
    """What Django's `require_…` lets through, or an operation of the API answers."""
    if name.startswith("api:"):
        return _operations().get(name.removeprefix("api:"), {"GET"})
    return set(next(_required(entry.callback), ()))


def _operations() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for _prefix, router in api._routers:
        for path in router.path_operations.values():
            for one in path.operations:
                name = path.url_name or one.view_func.__name__
                found.setdefault(name, set()).update(one.methods)
    return found


def _required(view: Callable[..., Any] | None) -> Iterator[list[str]]:
    """The list a door closes over, from the outermost wrapper inwards."""
    while view is not None:
        held = getclosurevars(view).nonlocals
        if "request_method_list" in held:
            yield held["request_method_list"]
        view = getattr(view, "__wrapped__", None)
