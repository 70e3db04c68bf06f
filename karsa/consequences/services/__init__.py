"""Writes of rewards, improvement periods and discipline cases."""

from karsa.consequences.services.awarding import decide as decide_award
from karsa.consequences.services.awarding import (
    declare_conflict,
    nominate,
    open_votes,
    start_voting,
    vote,
)
from karsa.consequences.services.giving import (
    answer_incentive,
    consent,
    propose_incentive,
    sign_certificate,
)
from karsa.consequences.services.juries import close_without_award, replace_juror
from karsa.consequences.services.opening import Calling, Terms, open_round, set_rule

__all__ = [
    "Calling",
    "Terms",
    "answer_incentive",
    "close_without_award",
    "consent",
    "decide_award",
    "declare_conflict",
    "nominate",
    "open_round",
    "open_votes",
    "propose_incentive",
    "replace_juror",
    "set_rule",
    "sign_certificate",
    "start_voting",
    "vote",
]
