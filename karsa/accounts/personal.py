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
    Activity(
        code="second_factors",
        name=_("Langkah kedua saat masuk"),
        purpose=_("Memastikan yang masuk memang pemilik akunnya."),
        basis=DUTY,
        people=STAFF,
        readers=_("Pemiliknya melihat apa yang terpasang; rahasianya tidak seorang pun"),
        kept=_("Sampai dilepas pemiliknya, atau diatur ulang bila hilang."),
        erased=_("Pemiliknya melepasnya sendiri di halaman Keamanan akun."),
        tables=(
            "TotpSecret",
            "Passkey",
            "RecoveryCode",
        ),
    ),
    Activity(
        code="sessions",
        name=_("Perangkat yang masuk dan izin melihat"),
        purpose=_("Pemilik akun melihat dan mengakhiri sesinya, dan mengizinkan orang menolong."),
        basis=DUTY,
        people=STAFF,
        readers=_("Pemiliknya; alamat jaringan hanya disimpan sandinya"),
        kept=_("%(sessions_days)s hari sesudah terakhir dipakai."),
        erased=_("Terhapus sendiri."),
        tables=(
            "SignIn",
            "ViewConsent",
        ),
        expires=(
            Expiry("SignIn", "seen_at", "sessions_days"),
            Expiry("ViewConsent", "expires_at", "sessions_days"),
        ),
    ),
    without=("IdentityProvider",),
)
