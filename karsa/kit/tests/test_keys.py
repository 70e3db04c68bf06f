"""A key is made once, however many processes begin at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from secrets import token_bytes
from threading import Barrier

from karsa.kit.keys import made_once


def test_all_who_begin_at_once_have_the_same_key(tmp_path):
    path, together = tmp_path / "one.key", Barrier(8, timeout=10)

    def make() -> bytes:
        together.wait()
        return token_bytes(32)

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _n: made_once(path, make), range(8)))
    assert found == {path.read_bytes()}
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
