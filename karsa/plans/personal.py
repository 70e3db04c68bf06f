"""What plans keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, BOUND, DUTY, STAFF, Activity, declare

declare(
    "plans",
    Activity(
        code="plans",
        name=_("Rencana kerja (SKP)"),
        purpose=_("Menyepakati hasil yang diharapkan dan cara mengukurnya."),
        basis=DUTY,
        people=STAFF,
        readers=_("Pegawai itu, penilainya, atasan penilai, dan tim evaluasi unitnya"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "PerformancePlan",
            "WorkResult",
            "IndividualIndicator",
            "BehaviourExpectation",
            "AnnexItem",
            "DialogueMessage",
            "ManualIndicator",
            "ActionItem",
            "QuarterAction",
            "PerformanceAgreement",
            "AgreementObjective",
            "AgreementLine",
            "AgreementBudget",
            "RoleResultMatrix",
            "MatrixColumn",
            "MatrixRow",
            "MatrixCell",
        ),
    ),
    without=("Workblock",),
)
