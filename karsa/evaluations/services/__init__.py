"""What a person can do in the evaluation of performance; one function is one transaction."""

from karsa.evaluations.services.calibrating import (
    add_note,
    close_session,
    declare_conflict,
    open_session,
    open_votes,
    vote,
)
from karsa.evaluations.services.closing import agree_to_reopen, ask_to_reopen, close_period, go_on
from karsa.evaluations.services.deciding import decide, reopen
from karsa.evaluations.services.handing import close, close_due, deliver, receive, sign
from karsa.evaluations.services.measuring import ask_fairness
from karsa.evaluations.services.objecting import decide_objection, explain, object_to
from karsa.evaluations.services.organisation import (
    advise_level,
    enter_index,
    say_expectation,
    set_organisation_grade,
)
from karsa.evaluations.services.paper_forms import (
    confirm_form,
    print_evaluation,
    print_plan,
    return_form,
    type_form,
)
from karsa.evaluations.services.printing import ask_print, run_print
from karsa.evaluations.services.proposals import keep_proposals
from karsa.evaluations.services.reporting import take_report
from karsa.evaluations.services.seconding import decline_second, draw_seconds, rate_second
from karsa.evaluations.services.signing import bring_scan, choose_papers, sign_paper
from karsa.evaluations.services.takeover import state, take_over, warn_of_windows
from karsa.evaluations.services.vignettes import (
    answer_effect,
    close_vignette,
    rate_vignette,
    write_vignette,
)

__all__ = [
    "add_note",
    "advise_level",
    "agree_to_reopen",
    "answer_effect",
    "ask_fairness",
    "ask_print",
    "ask_to_reopen",
    "bring_scan",
    "choose_papers",
    "close",
    "close_due",
    "close_period",
    "close_session",
    "close_vignette",
    "confirm_form",
    "decide",
    "decide_objection",
    "declare_conflict",
    "decline_second",
    "deliver",
    "draw_seconds",
    "enter_index",
    "explain",
    "go_on",
    "keep_proposals",
    "object_to",
    "open_session",
    "open_votes",
    "print_evaluation",
    "print_plan",
    "rate_second",
    "rate_vignette",
    "receive",
    "reopen",
    "return_form",
    "run_print",
    "say_expectation",
    "set_organisation_grade",
    "sign",
    "sign_paper",
    "state",
    "take_over",
    "take_report",
    "type_form",
    "vote",
    "warn_of_windows",
    "write_vignette",
]
