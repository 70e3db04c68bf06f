"""What a person can do with a consultation; one function is one act."""

from karsa.consultations.services.answering import answer
from karsa.consultations.services.concluding import decide
from karsa.consultations.services.handing_over import can_hand_over, hand_over
from karsa.consultations.services.meetings import Minutes, propose, write_minutes
from karsa.consultations.services.moderation import (
    ask_again,
    ask_again_publicly,
    hide,
    report,
    restore,
)
from karsa.consultations.services.opening import (
    Words,
    draft,
    extend,
    publish,
    redraft,
    weigh,
    withdraw,
)
from karsa.consultations.services.outreach import invite, keep_group
from karsa.consultations.services.taking_part import (
    Said,
    contribute,
    contribute_on_paper,
    contribute_publicly,
    support,
    support_publicly,
)

__all__ = [
    "Minutes",
    "Said",
    "Words",
    "answer",
    "ask_again",
    "ask_again_publicly",
    "can_hand_over",
    "contribute",
    "contribute_on_paper",
    "contribute_publicly",
    "decide",
    "draft",
    "extend",
    "hand_over",
    "hide",
    "invite",
    "keep_group",
    "propose",
    "publish",
    "redraft",
    "report",
    "restore",
    "support",
    "support_publicly",
    "weigh",
    "withdraw",
    "write_minutes",
]
