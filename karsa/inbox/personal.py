"""What inbox keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import CONSENT, DUTY, STAFF, Activity, Expiry, declare

declare(
    "inbox",
    Activity(
        code="notices",
        name=_("Pemberitahuan"),
        purpose=_(
            "Memberi tahu bahwa ada yang perlu dikerjakan; hanya jumlah, tanpa nama dan isi."
        ),
        basis=DUTY,
        people=STAFF,
        readers=_("Pemiliknya"),
        kept=_("%(notices_days)s hari."),
        erased=_("Terhapus sendiri; pemiliknya dapat menghapus lebih awal."),
        tables=("Notice",),
        expires=(Expiry("Notice", "at", "notices_days"),),
    ),
    Activity(
        code="ways",
        name=_("Cara dikabari"),
        purpose=_("Surel, nomor telepon, dan peramban yang dipilih orangnya sendiri."),
        basis=CONSENT,
        people=STAFF,
        readers=_("Pemiliknya"),
        kept=_("Sampai pemiliknya mencabut."),
        erased=_("Pemiliknya menghapus kapan saja di halaman Data saya."),
        tables=(
            "Preference",
            "Device",
        ),
    ),
)
