"""Evaluations and what follows from them; what BKN holds of the same people."""

from karsa.evaluations.models.closing import KeptProposal, PeriodReopening, Takeover
from karsa.evaluations.models.evaluation import (
    Evaluation,
    EvaluationPaper,
    EvaluationQuerySet,
    Grade,
    Level,
    Objection,
    ObjectionQuerySet,
    OrganisationGrade,
    OrganisationGradeQuerySet,
    Rating,
    ResultAssessment,
)
from karsa.evaluations.models.fairness import RaterEffect, Vignette, VignetteRating
from karsa.evaluations.models.feed import DeadlineFeed
from karsa.evaluations.models.national import NationalPlan, NationalRating
from karsa.evaluations.models.paper_form import PaperForm

__all__ = [
    "DeadlineFeed",
    "Evaluation",
    "EvaluationPaper",
    "EvaluationQuerySet",
    "Grade",
    "KeptProposal",
    "Level",
    "NationalPlan",
    "NationalRating",
    "Objection",
    "ObjectionQuerySet",
    "OrganisationGrade",
    "OrganisationGradeQuerySet",
    "PaperForm",
    "PeriodReopening",
    "RaterEffect",
    "Rating",
    "ResultAssessment",
    "Takeover",
    "Vignette",
    "VignetteRating",
]
