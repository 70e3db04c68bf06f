"""What consultations keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, CITIZENS, SERVICE, Activity, declare

declare(
    "consultations",
    Activity(
        code="opinions",
        name=_("Pendapat dan dukungan"),
        purpose=_("Musyawarah atas sasaran dan layanan yang dibaca semua orang."),
        basis=SERVICE,
        people=CITIZENS,
        readers=_("Siapa pun"),
        kept=_(
            "Pendapat tetap; nama panggilan %(names_days)s hari, sandi peramban %(support_days)s "
            "hari sesudah batas jawaban."
        ),
        erased=_("Nama panggilan terhapus sendiri."),
        tables=(
            "Contribution",
            "Support",
            "ContributionReport",
            "Moderation",
            "Answer",
        ),
        jobs=("consultations.night",),
        told=True,
    ),
    Activity(
        code="guests",
        name=_("Undangan dan hadirin"),
        purpose=_("Mengundang kelompok yang patut didengar dan mencatat kehadiran."),
        basis=SERVICE,
        people=_("Narahubung kelompok dan hadirin musyawarah"),
        readers=_("Penyelenggara musyawarah"),
        kept=ARCHIVED,
        erased=_("Kontak dapat dihapus atas permintaan kelompoknya."),
        tables=(
            "StakeholderGroup",
            "Invitation",
            "Meeting",
            "MeetingParticipant",
        ),
    ),
    without=(
        "Consultation",
        "ConsultationEvent",
    ),
)
