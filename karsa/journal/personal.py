"""What journal keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, CONSENT, DUTY, STAFF, Activity, declare

declare(
    "journal",
    Activity(
        code="entries",
        name=_("Catatan harian dan bukti"),
        purpose=_("Menunjukkan apa yang dikerjakan dan memeriksanya."),
        basis=DUTY,
        people=STAFF,
        readers=_("Pegawai itu dan penilainya; penilai lain hanya dengan pendelegasian"),
        kept=ARCHIVED,
        erased=_("Draf dapat dihapus pemiliknya; yang sudah diterima: lihat dasar hukum."),
        tables=(
            "DailyEntry",
            "EntryMonth",
            "EntryEvidence",
            "PhotoPrint",
            "PlausibilityNote",
            "AwaitedFile",
            "ReviewQuestion",
            "ReviewDecision",
        ),
    ),
    Activity(
        code="photo_places",
        name=_("Tempat foto"),
        purpose=_("Memeriksa tugas lapangan, bila pegawai mengizinkan."),
        basis=CONSENT,
        people=STAFF,
        readers=_("Pegawai itu dan penilainya"),
        kept=_("90 hari."),
        erased=_("Terhapus sendiri; pemiliknya dapat menghapus lebih awal di halaman Data saya."),
        tables=("PhotoPlace",),
        jobs=("journal.forget_places",),
    ),
    without=("BurdenCount",),
)
