"""What evaluations keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, BOUND, DUTY, STAFF, Activity, declare

declare(
    "evaluations",
    Activity(
        code="evaluations",
        name=_("Penilaian kinerja dan keberatan"),
        purpose=_("Menetapkan predikat menurut ketentuan, dengan hak keberatan."),
        basis=DUTY,
        people=STAFF,
        readers=_("Pegawai itu, penilai, atasan penilai, dan pengelola kinerja"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "Evaluation",
            "ResultAssessment",
            "EvaluationPaper",
            "Objection",
            "Takeover",
            "KeptProposal",
            "PaperForm",
            "NationalPlan",
            "NationalRating",
            "DeadlineFeed",
        ),
    ),
    Activity(
        code="calibration",
        name=_("Kalibrasi dan kebiasaan penilai"),
        purpose=_("Membuat penilaian setara di antara penilai."),
        basis=DUTY,
        people=_("Penilai"),
        readers=_("Penilai itu sendiri dan pengelola kinerja"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "SessionMember",
            "SessionCase",
            "CaseVote",
            "CaseConflict",
            "CaseNote",
            "CalibrationSession",
            "VignetteRating",
            "RaterEffect",
            "SecondDraw",
            "SecondRating",
        ),
    ),
    without=(
        "OrganisationGrade",
        "PeriodReopening",
        "ReportTaken",
        "Vignette",
        "PeriodFigures",
        "LeaderExpectation",
        "ReformIndex",
        "LevelAdvice",
    ),
)
