"""What a person can do in the evaluation of performance; one function is one transaction."""

from karsa.evaluations.services.deciding import decide, reopen
from karsa.evaluations.services.handing import close, close_due, deliver, receive, sign
from karsa.evaluations.services.objecting import decide_objection, explain, object_to
from karsa.evaluations.services.organisation import set_organisation_grade

__all__ = [
    "close",
    "close_due",
    "decide",
    "decide_objection",
    "deliver",
    "explain",
    "object_to",
    "receive",
    "reopen",
    "set_organisation_grade",
    "sign",
]
