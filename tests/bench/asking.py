"""How often a server answers, and how late: asked by as many people at once, from one process."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCRIPT = Path(__file__).with_name("ask.mjs")


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
    """Answers a second; milliseconds; KB of one answer; how many were no answer."""

    name: str
    users: int
    rate: float
    p50: float
    p95: float
    p99: float
    kb: float
    failed: int


TOKEN = "t" * 32


def at_once(url: str, asks: Sequence[Ask], users: int, seconds: float) -> list[Answered]:
    """Ask for one after the other; each of `users` asks again as soon as it is answered."""
    return _run([[_how(url, one, users, seconds)] for one in asks])


def steadily(url: str, asks: Sequence[Ask], rate: float, seconds: float) -> list[Answered]:
    """Ask for all side by side, `rate` times a second together, however late answers are."""
    each = {"overallRate": rate / len(asks)}
    return _run([[_how(url, one, 4, seconds) | each for one in asks]])


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


def _run(steps: list[list[dict[str, Any]]]) -> list[Answered]:
    done = subprocess.run(
        ["node", str(_SCRIPT)], input=json.dumps(steps), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found = [Answered(**one) for one in json.loads(done.stdout)]
    if failed := [f"{one.name}: {one.failed}" for one in found if one.failed]:
        raise SystemExit(f"not answered: {', '.join(failed)}")
    return found
