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
from karsa.indicators.services.revisions import (
    change_targets,
    decide_revision,
    propose_revision,
    withdraw_revision,
)
from karsa.indicators.services.spreading import carry_over, give_to_units
from karsa.indicators.services.strategy import (
    ItemWords,
    Money,
    add_item,
    attach_indicators,
    change_item,
    remove_item,
    set_program_budget,
)
from karsa.indicators.services.targets import TargetWords, set_target, set_targets
from karsa.indicators.services.tree import (
    NodeWords,
    add_node,
    add_strategic_plan,
    change_node,
    link_nodes,
    remove_node,
    unlink_nodes,
)
from karsa.indicators.services.versions import set_strategic_plan

__all__ = [
    "CardWords",
    "Figure",
    "InnovationWords",
    "ItemWords",
    "Money",
    "NodeWords",
    "Place",
    "TargetWords",
    "add_indicator",
    "add_item",
    "add_node",
    "add_strategic_plan",
    "attach_indicators",
    "carry_over",
    "change_innovation",
    "change_item",
    "change_node",
    "change_targets",
    "correct_measurement",
    "decide_revision",
    "give_to_units",
    "link_nodes",
    "move_innovation",
    "place_indicator",
    "propose_innovation",
    "propose_revision",
    "remove_item",
    "remove_node",
    "replicate",
    "report_measurement",
    "set_program_budget",
    "set_strategic_plan",
    "set_target",
    "set_targets",
    "unlink_nodes",
    "verify_measurement",
    "withdraw_revision",
    "write_card",
]
