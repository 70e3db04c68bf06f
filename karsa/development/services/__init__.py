"""Learning: what somebody has understood, and where they practise."""

from karsa.development.services.learning import take_lesson
from karsa.development.services.practice import begin as begin_practice
from karsa.development.services.practice import start_over as start_practice_over
from karsa.development.services.practice import take_back as take_practices_back
from karsa.development.services.touring import end_tour

__all__ = [
    "begin_practice",
    "end_tour",
    "start_practice_over",
    "take_lesson",
    "take_practices_back",
]
