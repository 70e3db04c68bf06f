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
    """One page or write of people who are signed in, each in turn; with `bodies` it is sent."""

    name: str
    path: str
    sessions: Sequence[str]
    bodies: Sequence[str] = ()  # of each of them
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
FEW, AGAIN = 8, 24  # people and answers that warm a page up in two workers
PATIENT = 60  # seconds somebody waits for an answer


def warm(url: str, asks: Sequence[Ask]) -> None:
    """Ask for one after the other, by all of its people, however long the first answers take."""
    patiently = {"connections": FEW, "timeout": PATIENT}
    _run(
        _AT_ONCE,
        [_how(url, one) | patiently | {"amount": max(AGAIN, len(one.sessions))} for one in asks],
    )


def at_once(url: str, asks: Sequence[Ask], users: int, seconds: float) -> list[Answered]:
    """Ask for one after the other; each of `users` asks again as soon as it is answered."""
    times = {"connections": users, "duration": seconds, "timeout": PATIENT}
    return _run(_AT_ONCE, [_how(url, one) | times for one in asks])


def steadily(url: str, asks: Sequence[Ask], rate: float, seconds: float) -> list[Answered]:
    """Ask for one after the other, `rate` times a second, however late answers are."""
    each = [_how(url, one) for one in asks]
    return _run(_EVENLY, {"asks": each, "rate": rate, "seconds": seconds})


def _how(url: str, ask: Ask) -> dict[str, Any]:
    bodies = ask.bodies or [None] * len(ask.sessions)
    return {
        "name": ask.name,
        "url": f"{url}{ask.path}",
        "method": "POST" if ask.bodies else "GET",
        "turns": [
            {"headers": _headers(url, ask, session), **({"body": body} if body else {})}
            for session, body in zip(ask.sessions, bodies, strict=True)
        ],
    }


def _headers(url: str, ask: Ask, session: str) -> dict[str, str]:
    cookies = f"sessionid={session}; csrftoken={TOKEN}"
    headers = {"cookie": cookies, "accept-encoding": "gzip", "origin": url}
    sent = {"x-csrftoken": TOKEN, "content-type": ask.media_type} if ask.bodies else {}
    return headers | sent


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
