"""Which tables hold something about a person, and what of it they get a copy of."""

from collections.abc import Sequence

from django.db.models import Model

from karsa.accounts.models import Grant, Passkey, SignIn, ViewConsent
from karsa.complaints.models import Hearing
from karsa.consequences.models import (
    AllowanceInput,
    AllowanceLine,
    DisciplineStep,
    Improvement,
    ImprovementStep,
    Reward,
)
from karsa.consultations.models import Contribution, Support
from karsa.development.models import (
    CompetenceView,
    DevelopmentItem,
    Helping,
    LessonTaken,
    Registration,
)
from karsa.evaluations.models import (
    Evaluation,
    NationalPlan,
    NationalRating,
    Objection,
    RaterEffect,
    SecondRating,
    Takeover,
    VignetteRating,
)
from karsa.feedback.models import (
    BehaviourReport,
    CompetenceReview,
    Feedback,
    Guidance,
    GuidanceStep,
)
from karsa.inbox.models import Device, Notice, Preference
from karsa.indicators.models import InnovationMember
from karsa.insights.models import BriefingReader
from karsa.journal.models import DailyEntry, PhotoPlace, PlausibilityNote
from karsa.monitoring.models import Directive, EvaluationMember, SupportAnswer
from karsa.org.models import (
    Assignment,
    Delegation,
    Employee,
    EmployeeStatus,
    Grace,
    Leave,
    RaterLine,
    Shift,
    TeamMember,
)
from karsa.plans.models import ActionItem, IndividualIndicator, PerformancePlan, WorkResult
from karsa.privacy.models import DataRequest

_STEP = ("on", "kind", "text", "reply")
# File, table, the way from a row to the employee, columns.
TABLES: Sequence[tuple[str, type[Model], str, Sequence[str]]] = (
    (
        "pegawai",
        Employee,
        "pk",
        (
            "nip",
            "name",
            "title_before",
            "title_after",
            "employment",
            "rank",
            "sex",
            "born",
            "phone",
        ),
    ),
    ("status", EmployeeStatus, "employee", ("kind", "reason", "starts", "ends")),
    ("cuti", Leave, "employee", ("kind", "starts", "ends")),
    (
        "penempatan",
        Assignment,
        "employee",
        ("position__name", "unit__name", "kind", "is_head", "decree", "starts", "ends"),
    ),
    (
        "penilai",
        RaterLine,
        "assignment__employee",
        ("rater__name", "reviewer__name", "starts", "ends"),
    ),
    (
        "skp",
        PerformancePlan,
        "assignment__employee",
        ("year", "version", "state", "starts", "ends"),
    ),
    ("hasil-kerja", WorkResult, "plan__assignment__employee", ("plan__year", "kind", "text")),
    (
        "indikator-individu",
        IndividualIndicator,
        "result__plan__assignment__employee",
        ("result__text", "text", "aspect", "target"),
    ),
    (
        "rencana-aksi",
        ActionItem,
        "plan__assignment__employee",
        ("result__text", "text", "target_value", "measure", "starts", "ends"),
    ),
    (
        "catatan",
        DailyEntry,
        "employee",
        (
            "day",
            "result__text",
            "action__text",
            "quantity",
            "measure",
            "text",
            "started",
            "ended",
            "state",
            "review_reason",
            "is_field_duty",
        ),
    ),
    (
        "tpp",
        AllowanceLine,
        "employee",
        ("run__month", "run__version", "run__state", "standing", "amount", "facts"),
    ),
    ("kehadiran-dan-potongan", AllowanceInput, "employee", ("month", "kind", "figures")),
    ("penghargaan", Reward, "employee", ("year", "award__name", "reason", "decided_on")),
    ("masa-perbaikan", Improvement, "employee", ("starts", "ends", "state", "outcome")),
    ("langkah-perbaikan", ImprovementStep, "improvement__employee", _STEP),
    # A case has steps from the day its person is called.
    ("perkara-disiplin", DisciplineStep, "case__employee", ("case__number", *_STEP, "words")),
    (
        "tempat-foto",
        PhotoPlace,
        "evidence__entry__employee",
        ("evidence__entry__day", "latitude", "longitude", "delete_on"),
    ),
    (
        "umpan-balik-diberikan",
        Feedback,
        "giver",
        ("day", "employee__name", "result__text", "value", "tone", "text"),
    ),
    (
        "pembinaan",
        Guidance,
        "employee",
        ("kind", "day", "place", "guide__name", "answers", "follow_up"),
    ),
    (
        "langkah-pembinaan",
        GuidanceStep,
        "guidance__employee",
        ("guidance__day", "text", "due", "adjusts", "done_on"),
    ),
    (
        "kompetensi",
        CompetenceReview,
        "guidance__employee",
        ("day", "technical", "scores", "recommendation"),
    ),
    (
        "laporan-perilaku",
        BehaviourReport,
        "employee",
        ("day", "value", "expectation", "problem", "tried", "is_widespread"),
    ),
    (
        "pertanyaan-catatan",
        PlausibilityNote,
        "entry__employee",
        ("entry__day", "kind", "found_on", "explanation"),
    ),
    (
        "nilai-kasus",
        VignetteRating,
        "rater",
        ("vignette__title", "result_rating", "behaviour_rating"),
    ),
    (
        "cermin-penilai",
        RaterEffect,
        "rater",
        (
            "period__name",
            "period__year",
            "people",
            "middle",
            "alike",
            "lifted",
            "lowered",
            "severity",
            "error",
            "answer",
        ),
    ),
    (
        "evaluasi",
        Evaluation,
        "assignment__employee",
        (
            "period__name",
            "period__year",
            "state",
            "result_rating",
            "behaviour_rating",
            "grade",
            "departure_reason",
            "recommendation",
            "signed_on",
        ),
    ),
    (
        "penilaian-diambil-alih",
        Takeover,
        "assignment__employee",
        ("period__name", "period__year", "reason", "taken_on", "heard_until", "statement"),
    ),
    (
        "keberatan",
        Objection,
        "evaluation__assignment__employee",
        ("state", "reason", "explanation", "decision", "filed_on", "decide_by"),
    ),
    ("delegasi", Delegation, "employee", ("unit__name", "decree", "starts", "ends")),
    (
        "tim-kerja",
        TeamMember,
        "assignment__employee",
        ("team__name", "is_leader", "starts", "ends"),
    ),
    ("jadwal-jaga", Shift, "employee", ("day", "starts_at", "ends_at")),
    ("gangguan-dan-dinas", Grace, "employee", ("kind", "reason", "starts", "ends")),
    ("peran", Grant, "user__employee", ("role", "starts", "ends")),
    ("pemberitahuan", Notice, "user__employee", ("kind", "count", "at", "read_at")),
    ("cara-dikabari", Preference, "user__employee", ("email", "phone", "mail")),
    ("perangkat", Device, "user__employee", ("since",)),
    ("masuk", SignIn, "user__employee", ("device", "began_at", "seen_at", "ended_at")),
    ("kunci-sandi", Passkey, "user__employee", ("name", "added_at", "used_at")),
    ("izin-melihat", ViewConsent, "user__employee", ("helper__employee__name", "started_at")),
    ("ringkasan-surel", BriefingReader, "user__employee", ("email", "since")),
    (
        "permintaan-data",
        DataRequest,
        "employee",
        ("kind", "what", "why", "asked_at", "state", "answer", "answered_at"),
    ),
    ("hak-jawab", Hearing, "employee", ("question", "asked_at", "answer", "answered_at")),
    ("pendapat", Contribution, "employee", ("consultation__title", "text", "day")),
    ("dukungan", Support, "employee", ("contribution__text",)),
    ("dukungan-diterima", SupportAnswer, "assignment__employee", ("year", "text", "state", "day")),
    ("arahan", Directive, "employee", ("text", "due_on", "state", "given_at", "done_at")),
    ("tim-evaluasi", EvaluationMember, "employee", ("team__unit__name", "seat")),
    ("inovasi", InnovationMember, "employee", ("innovation__title",)),
    ("skp-bkn", NationalPlan, "employee", ("starts", "ends", "unit", "position", "status")),
    (
        "penilaian-bkn",
        NationalRating,
        "employee",
        ("starts", "ends", "result_rating", "behaviour_rating", "grade"),
    ),
    ("nilai-kedua", SecondRating, "rater", ("result_rating", "behaviour_rating", "rated_on")),
    (
        "penilai-kompetensi",
        CompetenceView,
        "employee",
        ("competence__name", "year", "by", "level", "evidence", "given_on"),
    ),
    (
        "rencana-pengembangan",
        DevelopmentItem,
        "employee",
        ("year", "competence__name", "reason", "activity", "due", "state", "done_on"),
    ),
    (
        "pelatihan",
        Registration,
        "employee",
        ("session__course__title", "state", "requested_at", "completed_on", "hours", "score_after"),
    ),
    ("pelajaran", LessonTaken, "user__employee", ("lesson", "on")),
    ("pendamping", Helping, "person", ("helper__name", "starts", "ends")),
)
