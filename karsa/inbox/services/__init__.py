"""Tell people, keep how they want to be told, deliver."""

from karsa.inbox.push import public_key as push_key
from karsa.inbox.push import send as push_to
from karsa.inbox.services.devices import add_device, check_browser, drop_device
from karsa.inbox.services.own import choose, open_notice, read_all
from karsa.inbox.services.telling import Note, notify

__all__ = [
    "Note",
    "add_device",
    "check_browser",
    "choose",
    "drop_device",
    "notify",
    "open_notice",
    "push_key",
    "push_to",
    "read_all",
]
