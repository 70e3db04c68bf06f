"""A cache of the process that holds so many bytes, whatever their number."""

from typing import Any

from django.core.cache.backends.locmem import LocMemCache


class SizedCache(LocMemCache):
    """Django's local cache, which lets what was asked for longest ago go beyond MAX_BYTES."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        self._most = params["OPTIONS"]["MAX_BYTES"]
        super().__init__(name, params)

    def _set(self, key: str, value: bytes, timeout: Any = None) -> None:
        own: Any = super()
        own._set(key, value, timeout)
        held: Any = self._cache  # type: ignore[attr-defined]
        size = sum(map(len, held.values()))
        while size > self._most:
            oldest, gone = held.popitem()
            size -= len(gone)
            del self._expire_info[oldest]  # type: ignore[attr-defined]
