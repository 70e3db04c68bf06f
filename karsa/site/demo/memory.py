"""What a demo remembers between starts: its day, where it is fixed, and its one password."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from karsa.site.demo.people import new_password


@dataclass(frozen=True, slots=True)
class Memory:
    """`at` is an ISO day on which the demo stands still, empty where it follows the clock."""

    password: str
    at: str = ""

    @property
    def day(self) -> date | None:
        """The fixed day, if any."""
        return date.fromisoformat(self.at) if self.at else None


def recall() -> Memory | None:
    """Return what an earlier start kept beside the data; None if nothing is there."""
    path = _path()
    return Memory(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def begin(at: date | None) -> Memory:
    """Make a password, keep it with the day, readable by the owner alone, and return both."""
    memory = Memory(new_password(), at.isoformat() if at else "")
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(memory)), encoding="utf-8")
    return memory


def _path() -> Path:
    return Path(settings.DATA) / "demo.json"
