"""Growth: what posts need and people can, plans to learn, courses, and lessons on the product."""

from karsa.development.models.calling import HelpCall
from karsa.development.models.competence import Competence, CompetenceView, PositionNeed
from karsa.development.models.course import (
    Course,
    CourseCompetence,
    CourseIndicator,
    CourseMaterial,
    CourseQuestion,
)
from karsa.development.models.helping import HelpedDraft, Helping
from karsa.development.models.lesson import LessonTaken
from karsa.development.models.plan import DevelopmentItem, DevelopmentPlan, TrainingBudget
from karsa.development.models.practice import Practice
from karsa.development.models.pulse import (
    Pulse,
    PulseBox,
    PulsePart,
    PulseReply,
    PulseResult,
)
from karsa.development.models.training import (
    Attendance,
    Registration,
    TrainingSeries,
    TrainingSession,
)

__all__ = [
    "Attendance",
    "Competence",
    "CompetenceView",
    "Course",
    "CourseCompetence",
    "CourseIndicator",
    "CourseMaterial",
    "CourseQuestion",
    "DevelopmentItem",
    "DevelopmentPlan",
    "HelpCall",
    "HelpedDraft",
    "Helping",
    "LessonTaken",
    "PositionNeed",
    "Practice",
    "Pulse",
    "PulseBox",
    "PulsePart",
    "PulseReply",
    "PulseResult",
    "Registration",
    "TrainingBudget",
    "TrainingSeries",
    "TrainingSession",
]
