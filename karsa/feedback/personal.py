"""What feedback keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, BOUND, DUTY, STAFF, Activity, declare

declare(
    "feedback",
    Activity(
        code="feedback",
        name=_("Umpan balik"),
        purpose=_("Membantu orang bekerja lebih baik sepanjang tahun."),
        basis=DUTY,
        people=STAFF,
        readers=_("Yang diberi dan yang memberi; penilai untuk yang bersangkutan"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "Feedback",
            "FeedbackRequest",
        ),
    ),
    Activity(
        code="guidance",
        name=_("Pembinaan dan konseling"),
        purpose=_(
            "Membantu orang yang menghadapi kesulitan. Isi konseling tinggal di antara berdua."
        ),
        basis=DUTY,
        people=STAFF,
        readers=_("Berdua yang berbicara; inspektorat hanya dengan nomor perkara dan orang kedua"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "Guidance",
            "GuidanceStep",
            "GuidanceOpinion",
            "CompetenceReview",
            "BehaviourReport",
        ),
        is_sensitive=True,
    ),
    Activity(
        code="voices",
        name=_("Penilaian 360 derajat"),
        purpose=_("Mendengar atasan, rekan, dan bawahan tentang perilaku, tanpa nama."),
        basis=DUTY,
        people=STAFF,
        readers=_("Orang yang dinilai; inspektorat hanya dengan nomor perkara dan orang kedua"),
        kept=ARCHIVED,
        erased=_("Tidak dapat dihapus satu per satu: tidak ada yang tahu punya siapa."),
        tables=(
            "Round",
            "RoundPart",
            "SealedAnswer",
            "RoundScore",
            "RoundWord",
        ),
        jobs=("feedback.release_rounds",),
        is_sensitive=True,
    ),
)
