"""What complaints keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import CITIZENS, CONSENT, SERVICE, Activity, declare

declare(
    "complaints",
    Activity(
        code="complaints",
        name=_("Laporan warga"),
        purpose=_("Menjawab pengaduan, usul, dan permintaan informasi."),
        basis=SERVICE,
        people=CITIZENS,
        readers=_(
            "Petugas pengaduan dan unit yang menangani; laporan tentang perilaku tidak pernah "
            "sampai ke unit yang dilaporkan"
        ),
        kept=_("Dikosongkan sesudah masa simpan laporan; yang tersisa hanya hitungan."),
        erased=_("Terhapus sendiri sesudah masanya."),
        tables=(
            "Case",
            "Step",
            "CaseFile",
            "Hearing",
        ),
        jobs=("complaints.night",),
        is_sensitive=True,
        told=True,
    ),
    Activity(
        code="reporters",
        name=_("Siapa yang melapor"),
        purpose=_("Memberi kabar kepada pelapor, bila ia mau."),
        basis=CONSENT,
        people=CITIZENS,
        readers=_("Hanya petugas pengaduan, setiap kali tercatat"),
        kept=_("Beberapa waktu sesudah laporan selesai."),
        erased=_("Terhapus sendiri; boleh dikosongkan sejak awal."),
        tables=(
            "Contact",
            "CaseBrowser",
        ),
        jobs=("complaints.night",),
        is_sensitive=True,
        told=True,
    ),
    without=(
        "Category",
        "Area",
        "Route",
        "AnswerTemplate",
    ),
)
