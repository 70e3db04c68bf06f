"""Writes of feedback: give, praise, answer, ask, invite, share, guide, speak in rounds."""

from karsa.feedback.services.asking import answer_invitation, ask, invite, withdraw_request
from karsa.feedback.services.giving import give, praise, reply
from karsa.feedback.services.guiding import (
    finish_step,
    follow_up,
    give_opinion,
    keep_guidance,
    report_behaviour,
    review_competence,
)
from karsa.feedback.services.rounds import answer_round, open_round, release_rounds
from karsa.feedback.services.wall import share, unshare

__all__ = [
    "answer_invitation",
    "answer_round",
    "ask",
    "finish_step",
    "follow_up",
    "give",
    "give_opinion",
    "invite",
    "keep_guidance",
    "open_round",
    "praise",
    "release_rounds",
    "reply",
    "report_behaviour",
    "review_competence",
    "share",
    "unshare",
    "withdraw_request",
]
