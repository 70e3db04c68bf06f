"""Typed parsers of what people send; nothing typed is lost."""

from karsa.evaluations.forms.fairness import (
    AnswerForm,
    CasesForm,
    DrawForm,
    NoteForm,
    RatingsForm,
    VignetteForm,
)
from karsa.evaluations.forms.hearing import (
    ExplanationForm,
    ObjectionForm,
    ReasonForm,
    StatementForm,
    TakeoverForm,
    VerdictForm,
)
from karsa.evaluations.forms.papers import (
    CredentialForm,
    PaperFormForm,
    PapersForm,
    ScanForm,
    TypedEvaluationForm,
    TypedPlanForm,
)
from karsa.evaluations.forms.rating import (
    AdviceForm,
    DecisionForm,
    ExpectationForm,
    IndexForm,
    LevelForm,
    QuadrantForm,
    first_words,
    initial_of,
    ratings_of,
)

__all__ = [
    "AdviceForm",
    "AnswerForm",
    "CasesForm",
    "CredentialForm",
    "DecisionForm",
    "DrawForm",
    "ExpectationForm",
    "ExplanationForm",
    "IndexForm",
    "LevelForm",
    "NoteForm",
    "ObjectionForm",
    "PaperFormForm",
    "PapersForm",
    "QuadrantForm",
    "RatingsForm",
    "ReasonForm",
    "ScanForm",
    "StatementForm",
    "TakeoverForm",
    "TypedEvaluationForm",
    "TypedPlanForm",
    "VerdictForm",
    "VignetteForm",
    "first_words",
    "initial_of",
    "ratings_of",
]
