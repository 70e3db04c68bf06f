"""How often a server answers, and how late: asked by as many people at once, from one process."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_AT_ONCE, _EVENLY = (Path(__file__).with_name(name) for name in ("ask.mjs", "even.mjs"))


@dataclass(frozen=True)
class Ask:
    """One page or write of somebody who is signed in; with `body` it is sent."""

    name: str
    path: str
    session: str = ""
    body: str = ""
    media_type: str = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answered:
    """Answers a second; milliseconds; KB of one; how many were told to come again, or failed."""

    name: str
    users: int
    rate: float
    p50: float
    p95: float
    p99: float
    kb: float
    later: int
    failed: int


TOKEN = "t" * 32


def at_once(url: str, asks: Sequence[Ask], users: int, seconds: float) -> list[Answered]:
    """Ask for one after the other; each of `users` asks again as soon as it is answered."""
    steps = [[_how(url, one, users, seconds)] for one in asks]
    return _run(_AT_ONCE, steps)


def steadily(url: str, asks: Sequence[Ask], rate: float, seconds: float) -> list[Answered]:
    """Ask for one after the other, `rate` times a second, however late answers are."""
    each = [_how(url, one, 0, seconds) for one in asks]
    return _run(_EVENLY, {"asks": each, "rate": rate, "seconds": seconds})


def _how(url: str, ask: Ask, users: int, seconds: float) -> dict[str, Any]:
    cookies = f"sessionid={ask.session}; csrftoken={TOKEN}"
    headers = {"cookie": cookies, "accept-encoding": "gzip", "origin": url}
    if ask.body:
        headers |= {"x-csrftoken": TOKEN, "content-type": ask.media_type}
    how = {"url": f"{url}{ask.path}", "method": "POST" if ask.body else "GET", "headers": headers}
    return how | {
        "name": ask.name,
        "connections": users,
        "duration": seconds,
        **({"body": ask.body} if ask.body else {}),
    }


def _run(script: Path, asked: Any) -> list[Answered]:
    done = subprocess.run(
        ["node", str(script)], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found = [Answered(**one) for one in json.loads(done.stdout)]
    if failed := [f"{one.name}: {one.failed}" for one in found if one.failed]:
        raise SystemExit(f"not answered: {', '.join(failed)}")
    return found
