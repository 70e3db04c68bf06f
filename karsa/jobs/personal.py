"""What jobs keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import DUTY, STAFF, Activity, Expiry, declare

declare(
    "jobs",
    Activity(
        code="imports",
        name=_("Hasil impor"),
        purpose=_("Memberi tahu pengelola baris mana yang diterima dan yang perlu diperbaiki."),
        basis=DUTY,
        people=STAFF,
        readers=_("Pengelola yang mengimpor"),
        kept=_("%(reports_days)s hari sesudah impor selesai."),
        erased=_("Terhapus sendiri sesudah masanya."),
        tables=(
            "Batch",
            "BatchRow",
        ),
        expires=(
            Expiry("BatchRow", "batch__created_at", "reports_days"),
            Expiry("Batch", "created_at", "reports_days"),
        ),
    ),
    without=("OnceKey",),
)
