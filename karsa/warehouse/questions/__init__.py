"""The national questions: one expression each, whichever engine answers."""

from collections.abc import Mapping

from karsa.warehouse.questions import (
    achievement,
    complaints,
    entries,
    grades,
    raters,
    satisfaction,
    trainings,
)
from karsa.warehouse.questions.parts import Question

QUESTIONS: Mapping[str, Question] = {
    "achievement": achievement.ACHIEVEMENT,
    "grades": grades.GRADES,
    "satisfaction": satisfaction.SATISFACTION,
    "complaints": complaints.COMPLAINTS,
    "raters": raters.RATERS,
    "trainings": trainings.TRAININGS,
    "reporting": entries.REPORTING,
    "output": entries.OUTPUT,
}
