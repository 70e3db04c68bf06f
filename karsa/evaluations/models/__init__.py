"""Evaluations and what follows from them; what BKN holds of the same people."""

from karsa.evaluations.models.calibration import (
    CalibrationSession,
    CaseConflict,
    CaseNote,
    CaseVote,
    SessionCase,
    SessionMember,
)
from karsa.evaluations.models.closing import KeptProposal, PeriodReopening, ReportTaken, Takeover
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
from karsa.evaluations.models.fairness import PeriodFigures, RaterEffect, Vignette, VignetteRating
from karsa.evaluations.models.feed import DeadlineFeed
from karsa.evaluations.models.national import NationalPlan, NationalRating
from karsa.evaluations.models.organisation import LeaderExpectation, LevelAdvice, ReformIndex
from karsa.evaluations.models.paper_form import PaperForm
from karsa.evaluations.models.second import SecondDraw, SecondRating

__all__ = [
    "CalibrationSession",
    "CaseConflict",
    "CaseNote",
    "CaseVote",
    "DeadlineFeed",
    "Evaluation",
    "EvaluationPaper",
    "EvaluationQuerySet",
    "Grade",
    "KeptProposal",
    "LeaderExpectation",
    "Level",
    "LevelAdvice",
    "NationalPlan",
    "NationalRating",
    "Objection",
    "ObjectionQuerySet",
    "OrganisationGrade",
    "OrganisationGradeQuerySet",
    "PaperForm",
    "PeriodFigures",
    "PeriodReopening",
    "RaterEffect",
    "Rating",
    "ReformIndex",
    "ReportTaken",
    "ResultAssessment",
    "SecondDraw",
    "SecondRating",
    "SessionCase",
    "SessionMember",
    "Takeover",
    "Vignette",
    "VignetteRating",
]
