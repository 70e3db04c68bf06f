"""Parsing and wording of the forms; the services decide whether it will do."""

from karsa.consultations.forms.keeping import (
    AnswerForm,
    ConsultationForm,
    DecisionForm,
    ExtendForm,
    ReasonForm,
    usual_dates,
)
from karsa.consultations.forms.outreach import GroupForm, InviteForm, MinutesForm
from karsa.consultations.forms.speaking import HallForm, PaperForm, StaffSayForm

__all__ = [
    "AnswerForm",
    "ConsultationForm",
    "DecisionForm",
    "ExtendForm",
    "GroupForm",
    "HallForm",
    "InviteForm",
    "MinutesForm",
    "PaperForm",
    "ReasonForm",
    "StaffSayForm",
    "usual_dates",
]
