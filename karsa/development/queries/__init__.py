"""Growth: lessons, competences and plans, courses and who took them."""

from karsa.development.queries.effects import TrainedUnit, trained_units
from karsa.development.queries.impact import Impact, impact_of, impacts
from karsa.development.queries.lessons import (
    Lesson,
    LessonRow,
    Part,
    Question,
    lesson_named,
    lesson_rows,
    lessons,
)
from karsa.development.queries.pulse import Ask, asked, open_pulse, unanswered

__all__ = [
    "Ask",
    "Impact",
    "Lesson",
    "LessonRow",
    "Part",
    "Question",
    "TrainedUnit",
    "asked",
    "impact_of",
    "impacts",
    "lesson_named",
    "lesson_rows",
    "lessons",
    "open_pulse",
    "trained_units",
    "unanswered",
]
