"""What accounts keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import BOUND, DUTY, STAFF, Activity, Expiry, declare

declare(
    "accounts",
    Activity(
        code="accounts",
        name=_("Akun"),
        purpose=_("Masuk ke Karsa dengan aman."),
        basis=DUTY,
        people=STAFF,
        readers=_("Pemiliknya; pengelola melihat ada tidaknya akun"),
        kept=_("Selama menjadi pegawai."),
        erased=BOUND,
        tables=(
            "User",
            "Grant",
        ),
    ),
    Activity(
        code="access_codes",
        name=_("Kode masuk sekali pakai dan percobaan masuk"),
        purpose=_("Aktivasi, atur ulang sandi, dan menahan penebak sandi."),
        basis=DUTY,
        people=STAFF,
        readers=_("Tidak seorang pun: hanya sandinya yang disimpan"),
        kept=_(
            "Sampai %(reports_days)s hari sesudah kode kedaluwarsa; percobaan gagal "
            "%(attempts_days)s hari."
        ),
        erased=_("Terhapus sendiri."),
        tables=(
            "AccessCode",
            "SignInFailures",
        ),
        expires=(
            Expiry("AccessCode", "expires_at", "reports_days"),
            Expiry("SignInFailures", "locked_until", "attempts_days"),
        ),
    ),
)
