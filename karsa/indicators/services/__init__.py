"""What a person can do with the tree, indicators and figures; one function is one act."""

from karsa.indicators.services.cards import (
    CardWords,
    Place,
    add_indicator,
    place_indicator,
    write_card,
)
from karsa.indicators.services.innovations import (
    InnovationWords,
    change_innovation,
    move_innovation,
    propose_innovation,
    replicate,
)
from karsa.indicators.services.measuring import (
    Figure,
    correct_measurement,
    report_measurement,
    verify_measurement,
)
from karsa.indicators.services.revisions import change_targets, decide_revision, propose_revision
from karsa.indicators.services.targets import TargetWords, set_target, set_targets
from karsa.indicators.services.tree import (
    add_node,
    add_strategic_plan,
    link_nodes,
    unlink_nodes,
)

__all__ = [
    "CardWords",
    "Figure",
    "InnovationWords",
    "Place",
    "TargetWords",
    "add_indicator",
    "add_node",
    "add_strategic_plan",
    "change_innovation",
    "change_targets",
    "correct_measurement",
    "decide_revision",
    "link_nodes",
    "move_innovation",
    "place_indicator",
    "propose_innovation",
    "propose_revision",
    "replicate",
    "report_measurement",
    "set_target",
    "set_targets",
    "unlink_nodes",
    "verify_measurement",
    "write_card",
]
