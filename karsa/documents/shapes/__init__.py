"""The shapes of the forms: plain, frozen values that the templates print and nothing else."""

from karsa.documents.shapes.actions import ActionLine, ActionsForm
from karsa.documents.shapes.agreement import (
    AgreementActionsForm,
    AgreementForm,
    BudgetLine,
    IndicatorTarget,
    Objective,
    QuarterPlan,
    QuarterStep,
)
from karsa.documents.shapes.calibration import CalibrationCase, CalibrationMinutes
from karsa.documents.shapes.card import ManualIndicatorForm
from karsa.documents.shapes.common import (
    Behaviour,
    Measure,
    Party,
    Remark,
    ResultLine,
    Signature,
)
from karsa.documents.shapes.complaint import CodeSlip
from karsa.documents.shapes.consultation import (
    Attendee,
    InvitationForm,
    MinutesForm,
    PosterForm,
)
from karsa.documents.shapes.evaluation import EvaluationForm
from karsa.documents.shapes.feedback import FeedbackForm
from karsa.documents.shapes.guidance import (
    AgreedStep,
    BehaviourReportForm,
    CoachingForm,
    CompetenceForm,
    CompetenceGroup,
    MentoringForm,
    OpinionForm,
    OpinionGroup,
)
from karsa.documents.shapes.matrix import MatrixRow, RoleResultMatrixForm
from karsa.documents.shapes.memo import MemoItem, MemoLine, SessionMemo
from karsa.documents.shapes.plan import Annex, AnnexForm, PlanForm
from karsa.documents.shapes.result import ResultForm
from karsa.documents.shapes.slips import ActivationSlips, Slip
from karsa.documents.shapes.survey import SurveyPosterForm, SurveyReportForm
from karsa.documents.shapes.training import TrainingCertificate
from karsa.documents.shapes.workblock import Steps, WorkblockForm

__all__ = [
    "ActionLine",
    "ActionsForm",
    "ActivationSlips",
    "AgreedStep",
    "AgreementActionsForm",
    "AgreementForm",
    "Annex",
    "AnnexForm",
    "Attendee",
    "Behaviour",
    "BehaviourReportForm",
    "BudgetLine",
    "CalibrationCase",
    "CalibrationMinutes",
    "CoachingForm",
    "CodeSlip",
    "CompetenceForm",
    "CompetenceGroup",
    "EvaluationForm",
    "FeedbackForm",
    "IndicatorTarget",
    "InvitationForm",
    "ManualIndicatorForm",
    "MatrixRow",
    "Measure",
    "MemoItem",
    "MemoLine",
    "MentoringForm",
    "MinutesForm",
    "Objective",
    "OpinionForm",
    "OpinionGroup",
    "Party",
    "PlanForm",
    "PosterForm",
    "QuarterPlan",
    "QuarterStep",
    "Remark",
    "ResultForm",
    "ResultLine",
    "RoleResultMatrixForm",
    "SessionMemo",
    "Signature",
    "Slip",
    "Steps",
    "SurveyPosterForm",
    "SurveyReportForm",
    "TrainingCertificate",
    "WorkblockForm",
]
