"""What people do to follow performance up; one function is one transaction."""

from karsa.monitoring.services.directives import (
    DirectiveWords,
    acknowledge,
    confirm,
    direct_about,
    give_directives,
    report,
    send_back,
)
from karsa.monitoring.services.obstacles import (
    ObstacleWords,
    follow_up,
    give_owner,
    raise_obstacle,
)
from karsa.monitoring.services.sessions import (
    Minutes,
    close_session,
    open_session,
    renew_memo,
    write_minutes,
)
from karsa.monitoring.services.support import answer_support
from karsa.monitoring.services.teams import (
    TeamWords,
    add_member,
    dissolve,
    end_member,
    form_team,
)

__all__ = [
    "DirectiveWords",
    "Minutes",
    "ObstacleWords",
    "TeamWords",
    "acknowledge",
    "add_member",
    "answer_support",
    "close_session",
    "confirm",
    "direct_about",
    "dissolve",
    "end_member",
    "follow_up",
    "form_team",
    "give_directives",
    "give_owner",
    "open_session",
    "raise_obstacle",
    "renew_memo",
    "report",
    "send_back",
    "write_minutes",
]
