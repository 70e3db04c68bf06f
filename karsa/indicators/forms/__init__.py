"""Parsing and wording of the forms; the services decide whether it will do."""

from karsa.indicators.forms.card import USUAL, CardForm, IndicatorForm, PlaceForm
from karsa.indicators.forms.figure import CorrectionForm, FigureForm
from karsa.indicators.forms.innovation import InnovationForm, ReplicateForm, StepForm
from karsa.indicators.forms.target import DecisionForm, TargetForm
from karsa.indicators.forms.tree import NodeForm, PlanForm

__all__ = [
    "USUAL",
    "CardForm",
    "CorrectionForm",
    "DecisionForm",
    "FigureForm",
    "IndicatorForm",
    "InnovationForm",
    "NodeForm",
    "PlaceForm",
    "PlanForm",
    "ReplicateForm",
    "StepForm",
    "TargetForm",
]
