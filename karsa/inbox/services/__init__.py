"""Tell people, keep how they want to be told, deliver."""

from karsa.inbox.services.devices import add_device, drop_device
from karsa.inbox.services.own import choose, open_notice, read_all
from karsa.inbox.services.telling import Note, notify

__all__ = [
    "Note",
    "add_device",
    "choose",
    "drop_device",
    "notify",
    "open_notice",
    "read_all",
]
