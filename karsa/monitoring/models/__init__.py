"""Teams, their sessions, obstacles, promised support and directives."""

from karsa.monitoring.models.directive import Directive, DirectiveReport
from karsa.monitoring.models.obstacle import FollowUp, Obstacle
from karsa.monitoring.models.session import Attendance, ReviewSession
from karsa.monitoring.models.support import SupportAnswer
from karsa.monitoring.models.team import EvaluationMember, EvaluationTeam

__all__ = [
    "Attendance",
    "Directive",
    "DirectiveReport",
    "EvaluationMember",
    "EvaluationTeam",
    "FollowUp",
    "Obstacle",
    "ReviewSession",
    "SupportAnswer",
]
