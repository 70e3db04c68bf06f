"""Writes of feedback: give, praise, answer, ask, invite, share."""

from karsa.feedback.services.asking import answer_invitation, ask, invite, withdraw_request
from karsa.feedback.services.giving import give, praise, reply
from karsa.feedback.services.wall import share, unshare

__all__ = [
    "answer_invitation",
    "ask",
    "give",
    "invite",
    "praise",
    "reply",
    "share",
    "unshare",
    "withdraw_request",
]
