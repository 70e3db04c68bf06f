"""What consequences keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, BOUND, STAFF, Activity, declare

declare(
    "consequences",
    Activity(
        code="allowance",
        name=_("Tambahan penghasilan (TPP)"),
        purpose=_("Menghitung TPP dari data yang tercatat, dengan rinciannya."),
        basis=_("PP 12/2019; UU 27/2022 Pasal 20 huruf c"),
        people=STAFF,
        readers=_("Pegawai itu dan pengelola kinerja"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "AllowanceInput",
            "AllowanceLine",
            "AllowanceRun",
        ),
        is_sensitive=True,
    ),
    Activity(
        code="due_process",
        name=_("Masa perbaikan dan disiplin"),
        purpose=_("Menjalankan proses yang adil sebelum keputusan apa pun."),
        basis=_("PP 94/2021 dan PP 30/2019 (UU 27/2022 Pasal 20 huruf c)"),
        people=STAFF,
        readers=_("Pegawai itu sesudah dipanggil, pemeriksa, dan pejabat yang memutus"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "DisciplineCase",
            "DisciplineStep",
            "Improvement",
            "ImprovementGoal",
            "ImprovementStep",
        ),
        is_sensitive=True,
    ),
    Activity(
        code="rewards",
        name=_("Penghargaan"),
        purpose=_("Menghargai kerja menurut bukti; diumumkan hanya bila orangnya mau."),
        basis=_("PermenPANRB 6/2022 Pasal 31 (UU 27/2022 Pasal 20 huruf c)"),
        people=STAFF,
        readers=_("Orangnya, juri, pemutus, dan kepala daerah"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "Juror",
            "Nomination",
            "JuryConflict",
            "JuryVote",
            "Reward",
            "Incentive",
            "AwardRound",
        ),
    ),
    without=(
        "AllowanceAmount",
        "AllowanceRule",
        "Award",
        "AwardRule",
    ),
)
