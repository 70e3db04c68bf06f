"""What indicators keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, BOUND, DUTY, STAFF, Activity, declare

declare(
    "indicators",
    Activity(
        code="innovators",
        name=_("Inovasi dan anggotanya"),
        purpose=_("Mengakui siapa yang mengubah cara kerja."),
        basis=DUTY,
        people=STAFF,
        readers=_("Semua pegawai"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "Innovation",
            "InnovationMember",
        ),
    ),
    without=(
        "StrategicPlan",
        "StrategicPlanVersion",
        "StrategyItem",
        "ProgramBudget",
        "PerformanceNode",
        "NodeLink",
        "Indicator",
        "IndicatorCard",
        "Feed",
        "FeedIndicator",
        "Observation",
        "Receipt",
        "EventMonth",
        "Replication",
        "Measurement",
        "Target",
        "TargetRevision",
        "Forecast",
        "VoiceSource",
    ),
)
