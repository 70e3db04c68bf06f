"""Growth: lessons, competences and plans, courses and who took them."""

from karsa.development.queries.effects import TrainedUnit, trained_units
from karsa.development.queries.lessons import (
    Lesson,
    LessonRow,
    Part,
    Question,
    lesson_named,
    lesson_rows,
    lessons,
)

__all__ = [
    "Lesson",
    "LessonRow",
    "Part",
    "Question",
    "TrainedUnit",
    "lesson_named",
    "lesson_rows",
    "lessons",
    "trained_units",
]
