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

__all__ = [
    "Forecast",
    "Indicator",
    "IndicatorCard",
    "IndicatorQuerySet",
    "Innovation",
    "InnovationMember",
    "InnovationQuerySet",
    "Measurement",
    "NodeLink",
    "PerformanceNode",
    "ProgramBudget",
    "Replication",
    "StrategicPlan",
    "StrategicPlanVersion",
    "StrategyItem",
    "Target",
    "TargetRevision",
]
