"""What a person can do with a survey; one function is one act."""

from karsa.surveys.services.answering import (
    Came,
    Said,
    answer,
    check_link,
    comment_code,
)
from karsa.surveys.services.following_up import Plan, finish_follow_up, plan_follow_up
from karsa.surveys.services.keeping import (
    OwnQuestion,
    Words,
    change,
    close_survey,
    draft,
    open_survey,
    publish,
    translate,
)
from karsa.surveys.services.links import add_link_key, give_links, key_of, stop_link_key
from karsa.surveys.services.moderation import (
    ask_again,
    hide_comment,
    report_comment,
    show_comment,
)
from karsa.surveys.services.signs import decide_flag

__all__ = [
    "Came",
    "OwnQuestion",
    "Plan",
    "Said",
    "Words",
    "add_link_key",
    "answer",
    "ask_again",
    "change",
    "check_link",
    "close_survey",
    "comment_code",
    "decide_flag",
    "draft",
    "finish_follow_up",
    "give_links",
    "hide_comment",
    "key_of",
    "open_survey",
    "plan_follow_up",
    "publish",
    "report_comment",
    "show_comment",
    "stop_link_key",
    "translate",
]
