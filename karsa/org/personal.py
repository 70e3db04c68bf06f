"""What org keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, BOUND, STAFF, Activity, declare

declare(
    "org",
    Activity(
        code="staff",
        name=_("Pegawai, jabatan, dan penilainya"),
        purpose=_("Menentukan siapa menilai siapa dan hak setiap orang."),
        basis=_("UU 20/2023 dan PP 30/2019 (UU 27/2022 Pasal 20 huruf c)"),
        people=STAFF,
        readers=_("Pengelola kinerja, atasan, operator unit; nama dan jabatan dibaca rekan"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "Employee",
            "Assignment",
            "RaterLine",
            "Delegation",
            "TeamMember",
            "Shift",
            "Grace",
        ),
    ),
    Activity(
        code="absence",
        name=_("Cuti dan keadaan khusus"),
        purpose=_(
            "Tidak menuntut catatan pada hari seseorang tidak bekerja. Cuti sakit termasuk data "
            "kesehatan."
        ),
        basis=_("PP 11/2017; UU 27/2022 Pasal 20 huruf c"),
        people=STAFF,
        readers=_(
            "Pegawai itu, pengelola kinerja, dan pimpinan unit; inspektorat hanya dengan nomor "
            "perkara dan orang kedua"
        ),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "Leave",
            "EmployeeStatus",
        ),
        is_sensitive=True,
    ),
    without=(
        "Unit",
        "WorkTeam",
        "Service",
        "ServicePoint",
        "Position",
        "Period",
        "RuleSet",
        "CalendarDay",
    ),
)
