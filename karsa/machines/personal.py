"""What machines keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import DUTY, STAFF, Activity, declare

declare(
    "machines",
    Activity(
        code="machines",
        name=_("Sistem lain yang terhubung"),
        purpose=_("Mengirim pegawai dan unit dari sistem lain, dan mengabari sistem itu."),
        basis=DUTY,
        people=STAFF,
        readers=_("Administrator; kabar hanya memuat nomor, tanpa nama"),
        kept=_("Jawaban atas kiriman 24 jam; kabar 30 hari."),
        erased=_("Terhapus sendiri."),
        tables=(
            "KeptAnswer",
            "Delivery",
        ),
        jobs=("machines.forget",),
    ),
    without=(
        "Token",
        "Hook",
    ),
)
