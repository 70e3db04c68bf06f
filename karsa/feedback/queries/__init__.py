"""Reads of feedback: the record of a plan, about whom one may speak, whom one has not spoken to."""

from karsa.feedback.queries.asking import Asked, Colleague, asked_by, asked_of, colleagues
from karsa.feedback.queries.record import (
    Record,
    Remark,
    Topic,
    received,
    record_of,
    remark_of,
    remarks_of,
)
from karsa.feedback.queries.subjects import (
    Subject,
    plans_open_to,
    plans_recorded_for,
    subjects,
    unfed,
)
from karsa.feedback.queries.wall import on_wall

__all__ = [
    "Asked",
    "Colleague",
    "Record",
    "Remark",
    "Subject",
    "Topic",
    "asked_by",
    "asked_of",
    "colleagues",
    "on_wall",
    "plans_open_to",
    "plans_recorded_for",
    "received",
    "record_of",
    "remark_of",
    "remarks_of",
    "subjects",
    "unfed",
]
