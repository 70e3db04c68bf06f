"""What audit keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import STAFF, Activity, Expiry, declare

declare(
    "audit",
    Activity(
        code="trail",
        name=_("Jejak perbuatan"),
        purpose=_("Membuktikan siapa melakukan apa dan kapan; isinya hanya nomor, tanpa nama."),
        basis=_("UU 30/2014 dan UU 27/2022 Pasal 20 huruf c dan Pasal 31"),
        people=_("Pegawai yang bertindak"),
        readers=_("Inspektorat dan administrator"),
        kept=_("Selamanya: jejak disegel dan tidak dapat diubah."),
        erased=_("Tidak dapat dihapus; tidak memuat nama atau isi."),
        tables=(
            "AuditEntry",
            "AuditSeal",
        ),
    ),
    Activity(
        code="trail_details",
        name=_("Alasan dan nilai yang diubah"),
        purpose=_("Memeriksa perubahan yang dipersoalkan."),
        basis=_("UU 30/2014; UU 27/2022 Pasal 20 huruf c"),
        people=STAFF,
        readers=_("Tidak ditampilkan di halaman mana pun"),
        kept=_("%(details_days)s hari sesudah perbuatannya."),
        erased=_("Terhapus sendiri; segelnya tetap sah."),
        tables=("AuditDetail",),
        expires=(Expiry("AuditDetail", "entry__at", "details_days"),),
    ),
)
