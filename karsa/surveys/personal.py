"""What surveys keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import CITIZENS, SERVICE, Activity, declare

declare(
    "surveys",
    Activity(
        code="answers",
        name=_("Jawaban survei kepuasan"),
        purpose=_("Mengukur kepuasan atas layanan, tanpa nama dan tanpa jam."),
        basis=SERVICE,
        people=CITIZENS,
        readers=_("Tidak seorang pun satu per satu; hanya angka gabungan"),
        kept=_(
            "Ciri pengisi dan harinya %(answers_days)s hari sesudah survei selesai; angkanya tetap."
        ),
        erased=_("Tidak dapat dihapus satu per satu: tidak ada yang tahu punya siapa."),
        tables=(
            "Response",
            "Trace",
            "Flag",
            "FlaggedResponse",
            "OneTimeLink",
        ),
        jobs=("surveys.night",),
        told=True,
    ),
    Activity(
        code="comments",
        name=_("Komentar survei"),
        purpose=_("Mendengar pengalaman warga dengan kata-katanya sendiri."),
        basis=SERVICE,
        people=CITIZENS,
        readers=_("Petugas moderasi; siapa pun sesudah terbit"),
        kept=_("%(comments_days)s hari sesudah survei selesai."),
        erased=_("Terhapus sendiri sesudah masanya."),
        tables=(
            "Comment",
            "CommentModeration",
            "CommentReport",
        ),
        jobs=("surveys.night",),
        told=True,
    ),
    without=(
        "Survey",
        "SurveyPlace",
        "SurveyQuestion",
        "SurveyWording",
        "LinkKey",
        "FollowUp",
    ),
)
