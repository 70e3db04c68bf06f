"""Growth: what somebody has learned, where they practise, who helps them."""

from karsa.development.models.lesson import LessonTaken
from karsa.development.models.practice import Practice

__all__ = ["LessonTaken", "Practice"]
