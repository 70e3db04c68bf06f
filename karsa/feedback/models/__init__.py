"""Continuous feedback, who was asked for it, guidance of people, and rounds of many voices."""

from karsa.feedback.models.asking import FeedbackRequest
from karsa.feedback.models.feedback import Feedback
from karsa.feedback.models.guidance import (
    BehaviourReport,
    CompetenceReview,
    Guidance,
    GuidanceOpinion,
    GuidanceStep,
)
from karsa.feedback.models.rounds import Round, RoundPart, RoundScore, RoundWord, SealedAnswer

__all__ = [
    "BehaviourReport",
    "CompetenceReview",
    "Feedback",
    "FeedbackRequest",
    "Guidance",
    "GuidanceOpinion",
    "GuidanceStep",
    "Round",
    "RoundPart",
    "RoundScore",
    "RoundWord",
    "SealedAnswer",
]
