"""What documents keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, BOUND, DUTY, Activity, declare

declare(
    "documents",
    Activity(
        code="documents",
        name=_("Dokumen yang diterbitkan"),
        purpose=_(
            "Memeriksa keaslian dokumen lewat kodenya; berkasnya tersimpan di catatan asalnya."
        ),
        basis=DUTY,
        people=_("Pegawai yang menandatangani"),
        readers=_("Siapa pun yang memegang kodenya: nomor, hari, dan keadaannya saja"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "IssuedDocument",
            "DocumentSignature",
        ),
    ),
    without=("DocumentSetting",),
)
