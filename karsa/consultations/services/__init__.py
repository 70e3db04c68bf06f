"""What a person can do with a consultation; one function is one act."""

from karsa.consultations.services.answering import answer, decide, hide, restore
from karsa.consultations.services.handing_over import can_hand_over, hand_over
from karsa.consultations.services.meetings import Minutes, write_minutes
from karsa.consultations.services.opening import (
    Words,
    draft,
    extend,
    publish,
    redraft,
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
    "publish",
    "redraft",
    "restore",
    "support",
    "support_publicly",
    "withdraw",
    "write_minutes",
]
