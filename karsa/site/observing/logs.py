"""Lines of the log as JSON, each with the request it belongs to; who somebody is, is masked."""

import json
import logging
import re
import secrets
from contextvars import ContextVar
from datetime import UTC, datetime

from karsa.rules.masking import masked

_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
request_id: ContextVar[str] = ContextVar("request_id", default="")
# What every record has; and the request itself, which holds addresses and cookies.
_UNTOLD = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName", "request"}


def named(given: str) -> str:
    """Return the id a proxy gave the request, or a new one where it gave none we would write."""
    return given if _GIVEN.fullmatch(given) else secrets.token_hex(8)


class JsonLines(logging.Formatter):
    """One object a line: at (UTC), level, from, says, request; and what `extra` adds."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "says": record.getMessage(),
        }
        if request := request_id.get():
            told["request"] = request
        told |= {name: value for name, value in vars(record).items() if name not in _UNTOLD}
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps({name: _plain(value) for name, value in told.items()}, ensure_ascii=False)


def _plain(value: object) -> object:
    """Numbers as they are, unless they are somebody's; all else as words without them."""
    text = masked(str(value))
    is_number = value is None or isinstance(value, bool | int | float)
    return value if is_number and text == str(value) else text
