"""What a person can do with the tree, indicators and figures; one function is one act."""

from karsa.indicators.services.cards import (
    CardWords,
    TargetWords,
    add_indicator,
    set_target,
    set_targets,
    write_card,
)
from karsa.indicators.services.measuring import (
    Figure,
    correct_measurement,
    report_measurement,
    verify_measurement,
)
from karsa.indicators.services.tree import (
    add_node,
    add_strategic_plan,
    link_nodes,
    unlink_nodes,
)

__all__ = [
    "CardWords",
    "Figure",
    "TargetWords",
    "add_indicator",
    "add_node",
    "add_strategic_plan",
    "correct_measurement",
    "link_nodes",
    "report_measurement",
    "set_target",
    "set_targets",
    "unlink_nodes",
    "verify_measurement",
    "write_card",
]
