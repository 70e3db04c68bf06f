"""Lessons: what there is to learn, and what somebody has learned."""

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
    "lesson_named",
    "lesson_rows",
    "lessons",
]
