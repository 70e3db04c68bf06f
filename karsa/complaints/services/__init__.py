"""What people can do with a report; one function is one act."""

from karsa.complaints.services.browsers import listen, stop
from karsa.complaints.services.filing import Report, Reporter, file_publicly
from karsa.complaints.services.handling import answer, ask, give, merge, note, route, take
from karsa.complaints.services.publishing import hold_back, publish
from karsa.complaints.services.reading import note_read, open_contact
from karsa.complaints.services.reporting import add, confirm, dispute, rate, reopen
from karsa.complaints.services.verifying import hear, reply, verify

__all__ = [
    "Report",
    "Reporter",
    "add",
    "answer",
    "ask",
    "confirm",
    "dispute",
    "file_publicly",
    "give",
    "hear",
    "hold_back",
    "listen",
    "merge",
    "note",
    "note_read",
    "open_contact",
    "publish",
    "rate",
    "reopen",
    "reply",
    "route",
    "stop",
    "take",
    "verify",
]
