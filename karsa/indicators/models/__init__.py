from karsa.indicators.models.feed import (
    EventMonth,
    Feed,
    FeedIndicator,
    Observation,
    Receipt,
)
from karsa.indicators.models.indicator import Indicator, IndicatorCard, IndicatorQuerySet
from karsa.indicators.models.innovation import (
    Innovation,
    InnovationMember,
    InnovationQuerySet,
    Replication,
)
from karsa.indicators.models.measurement import Measurement
from karsa.indicators.models.target import Forecast, Target, TargetRevision
from karsa.indicators.models.tree import (
    NodeLink,
    PerformanceNode,
    ProgramBudget,
    StrategicPlan,
    StrategicPlanVersion,
    StrategyItem,
)
from karsa.indicators.models.voice import VoiceSource

__all__ = [
    "EventMonth",
    "Feed",
    "FeedIndicator",
    "Forecast",
    "Indicator",
    "IndicatorCard",
    "IndicatorQuerySet",
    "Innovation",
    "InnovationMember",
    "InnovationQuerySet",
    "Measurement",
    "NodeLink",
    "Observation",
    "PerformanceNode",
    "ProgramBudget",
    "Receipt",
    "Replication",
    "StrategicPlan",
    "StrategicPlanVersion",
    "StrategyItem",
    "Target",
    "TargetRevision",
    "VoiceSource",
]
