"""Continuous feedback, who was asked for it, guidance of people, and rounds of many voices."""

from karsa.feedback.models.asking import FeedbackRequest
from karsa.feedback.models.feedback import Feedback

__all__ = ["Feedback", "FeedbackRequest"]
