"""Kept parts of pages may not fill the memory."""

from concurrent.futures import ThreadPoolExecutor

from django.core.cache import caches

from karsa.kit.sized import SizedCache


def test_what_was_asked_for_longest_ago_goes_first():
    cache = SizedCache("sized", {"OPTIONS": {"MAX_BYTES": 3_500}, "TIMEOUT": None})
    for name in "abc":
        cache.set(name, name * 1_000)
    assert cache.get("a")
    cache.set("d", "d" * 1_000)

    assert [name for name in "abcd" if cache.get(name)] == ["a", "c", "d"]


def test_what_is_larger_than_all_is_not_kept():
    cache = SizedCache("small", {"OPTIONS": {"MAX_BYTES": 100}})
    cache.set("a", "x" * 1_000)

    assert cache.get("a") is None


def test_each_thread_has_its_own_door_to_the_same_cache():
    def ask():
        return caches["drawn"].get("told")

    caches["drawn"].set("told", "once")
    with ThreadPoolExecutor(2) as threads:
        assert [threads.submit(ask).result() for _ in range(4)] == ["once"] * 4
