"""Parsing what is typed into feedback; the services decide whether it will do."""

from karsa.feedback.forms.guiding import (
    BehaviourReportForm,
    CompetenceForm,
    GuidanceForm,
    OpinionForm,
)
from karsa.feedback.forms.rounds import RoundForm, VoiceForm
from karsa.feedback.forms.speaking import AskForm, FeedbackForm

__all__ = [
    "AskForm",
    "BehaviourReportForm",
    "CompetenceForm",
    "FeedbackForm",
    "GuidanceForm",
    "OpinionForm",
    "RoundForm",
    "VoiceForm",
]
