"""What files keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import DUTY, Activity, declare

declare(
    "files",
    Activity(
        code="files",
        name=_("Berkas yang dikirim"),
        purpose=_("Bukti kerja, surat, dan lampiran. Foto digambar ulang tanpa tempat dan waktu."),
        basis=DUTY,
        people=_("Pegawai dan warga yang mengirimnya"),
        readers=_("Siapa pun yang boleh membaca catatan tempat berkas itu dilampirkan"),
        kept=_("Selama catatannya."),
        erased=_("Terhapus bersama catatannya."),
        tables=("StoredFile",),
        jobs=(
            "complaints.night",
            "evaluations.forget_prints",
        ),
    ),
)
