"""Parsing and wording of the forms; the services decide whether it will do."""

from karsa.indicators.forms.card import USUAL, CardForm, IndicatorForm, PlaceForm
from karsa.indicators.forms.figure import CorrectionForm, FigureForm
from karsa.indicators.forms.innovation import InnovationForm, ReplicateForm, StepForm
from karsa.indicators.forms.target import DecisionForm, TargetForm
from karsa.indicators.forms.tree import (
    ItemForm,
    MoneyForm,
    NodeForm,
    ObjectiveIndicatorsForm,
    ParentForm,
    PlanForm,
    SetPlanForm,
)

__all__ = [
    "USUAL",
    "CardForm",
    "CorrectionForm",
    "DecisionForm",
    "FigureForm",
    "IndicatorForm",
    "InnovationForm",
    "ItemForm",
    "MoneyForm",
    "NodeForm",
    "ObjectiveIndicatorsForm",
    "ParentForm",
    "PlaceForm",
    "PlanForm",
    "ReplicateForm",
    "SetPlanForm",
    "StepForm",
    "TargetForm",
]
