"""What a person can do in the evaluation of performance; one function is one transaction."""

from karsa.evaluations.services.calibrating import (
    add_note,
    close_session,
    declare_conflict,
    open_session,
    open_votes,
    vote,
)
from karsa.evaluations.services.closing import agree_to_reopen, ask_to_reopen, close_period
from karsa.evaluations.services.deciding import decide, reopen
from karsa.evaluations.services.handing import close, close_due, deliver, receive, sign
from karsa.evaluations.services.measuring import ask_fairness
from karsa.evaluations.services.objecting import decide_objection, explain, object_to
from karsa.evaluations.services.organisation import set_organisation_grade
from karsa.evaluations.services.seconding import decline_second, draw_seconds, rate_second
from karsa.evaluations.services.vignettes import (
    answer_effect,
    close_vignette,
    rate_vignette,
    write_vignette,
)

__all__ = [
    "add_note",
    "agree_to_reopen",
    "answer_effect",
    "ask_fairness",
    "ask_to_reopen",
    "close",
    "close_due",
    "close_period",
    "close_session",
    "close_vignette",
    "decide",
    "decide_objection",
    "declare_conflict",
    "decline_second",
    "deliver",
    "draw_seconds",
    "explain",
    "object_to",
    "open_session",
    "open_votes",
    "rate_second",
    "rate_vignette",
    "receive",
    "reopen",
    "set_organisation_grade",
    "sign",
    "vote",
    "write_vignette",
]
