"""What insights keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import CONSENT, Activity, declare

declare(
    "insights",
    Activity(
        code="briefings",
        name=_("Ringkasan bulan lewat surel"),
        purpose=_("Mengirim ringkasan kepada pimpinan yang memintanya."),
        basis=CONSENT,
        people=_("Pimpinan"),
        readers=_("Pemiliknya"),
        kept=_("Sampai pemiliknya mematikan."),
        erased=_("Pemiliknya mematikan kapan saja."),
        tables=("BriefingReader",),
    ),
    without=(
        "ReportText",
        "Release",
        "ReleaseFile",
    ),
)
