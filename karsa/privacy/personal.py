"""What privacy keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, BOUND, STAFF, Activity, Expiry, declare

declare(
    "privacy",
    Activity(
        code="unsealings",
        name=_("Pembacaan catatan tersegel"),
        purpose=_("Mencatat siapa membaca catatan tersegel, mengapa, dan siapa yang menyetujui."),
        basis=_("UU 27/2022 Pasal 35 dan 39"),
        people=STAFF,
        readers=_("Yang meminta, orang kedua, kepala daerah; orangnya sesudah selesai"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=("Unsealing",),
        is_sensitive=True,
    ),
    Activity(
        code="data_requests",
        name=_("Permintaan atas data pribadi"),
        purpose=_("Menjawab permintaan memperbaiki atau menghapus data."),
        basis=_("UU 27/2022 Pasal 6 sampai 8"),
        people=STAFF,
        readers=_("Yang meminta dan pengelola kinerja"),
        kept=_("%(requests_days)s hari sesudah dijawab."),
        erased=_("Terhapus sendiri."),
        tables=("DataRequest",),
        expires=(Expiry("DataRequest", "answered_at", "requests_days"),),
    ),
    Activity(
        code="incidents",
        name=_("Kegagalan pelindungan data"),
        purpose=_("Memberi tahu yang terdampak dan lembaga dalam 3 × 24 jam."),
        basis=_("UU 27/2022 Pasal 46"),
        people=STAFF,
        readers=_("Pejabat pelindungan data dan administrator"),
        kept=ARCHIVED,
        erased=_("Memuat jenis data, bukan isinya."),
        tables=(
            "Incident",
            "IncidentMeasure",
        ),
    ),
)
