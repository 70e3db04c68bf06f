"""What development keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, BOUND, CONSENT, DUTY, STAFF, Activity, declare

declare(
    "development",
    Activity(
        code="growth",
        name=_("Pengembangan dan pelatihan"),
        purpose=_("Menutup kekurangan kompetensi dan mencatat jam pelatihan."),
        basis=_("PermenPANRB 38/2017; UU 27/2022 Pasal 20 huruf c"),
        people=STAFF,
        readers=_("Pegawai itu, penilainya, dan pengelola kinerja"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "CompetenceView",
            "DevelopmentItem",
            "Registration",
            "Attendance",
            "LessonTaken",
        ),
    ),
    Activity(
        code="helping",
        name=_("Pendampingan"),
        purpose=_("Menolong orang yang tersendat di awal."),
        basis=CONSENT,
        people=STAFF,
        readers=_("Pegawai itu dan pendampingnya"),
        kept=_("Sampai diakhiri; daftar yang ditelepon satu bulan."),
        erased=_("Pegawai mengakhirinya kapan saja."),
        tables=(
            "HelpCall",
            "Helping",
            "HelpedDraft",
            "Practice",
        ),
        jobs=(
            "development.forget_calls",
            "development.take_practices_back",
        ),
    ),
    Activity(
        code="pulse",
        name=_("Denyut"),
        purpose=_("Mendengar semua pegawai tanpa nama."),
        basis=DUTY,
        people=STAFF,
        readers=_("Tidak seorang pun satu per satu; hanya jumlah per unit"),
        kept=_("Jawaban dihapus saat denyut ditutup; jumlahnya tetap."),
        erased=_("Tidak dapat dihapus satu per satu: tidak ada yang tahu punya siapa."),
        tables=(
            "Pulse",
            "PulsePart",
            "PulseBox",
            "PulseResult",
            "PulseReply",
        ),
        jobs=("development.release_pulses",),
    ),
    without=(
        "Competence",
        "PositionNeed",
        "Course",
        "CourseCompetence",
        "CourseIndicator",
        "CourseMaterial",
        "CourseQuestion",
        "TrainingBudget",
        "DevelopmentPlan",
        "TrainingSeries",
        "TrainingSession",
    ),
)
