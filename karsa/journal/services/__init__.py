"""What a person can do with an entry; each is one transaction."""

from karsa.journal.services.arrivals import forgo_file, receive, take_file
from karsa.journal.services.asking import answer, ask
from karsa.journal.services.content import Content
from karsa.journal.services.decisions import decide
from karsa.journal.services.plausibility import explain
from karsa.journal.services.reporting import (
    change,
    discard,
    drop_evidence,
    repeat,
    report,
    resend,
    save_draft,
    withdraw,
)
from karsa.journal.services.review import accept, accept_many, return_entry, undo
from karsa.journal.services.several import mark_favourite, report_several

__all__ = [
    "Content",
    "accept",
    "accept_many",
    "answer",
    "ask",
    "change",
    "decide",
    "discard",
    "drop_evidence",
    "explain",
    "forgo_file",
    "mark_favourite",
    "receive",
    "repeat",
    "report",
    "report_several",
    "resend",
    "return_entry",
    "save_draft",
    "take_file",
    "undo",
    "withdraw",
]
