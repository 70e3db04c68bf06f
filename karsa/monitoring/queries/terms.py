"""When overdue things climb, as an agency has set it for a year."""

from karsa.accounts.actor import Actor
from karsa.org.queries.rules import rule_set
from karsa.rules.escalation import USUAL, ClimbRules


def climb_rules(actor: Actor) -> ClimbRules:
    """Return the days after which something overdue climbs. One query a minute.

    The rule set "escalation" holds `first` and `second`; raises TypeError for another name.
    """
    found = rule_set(actor.agency, actor.today.year, "escalation")
    return ClimbRules(**found.values, source=found.source) if found else USUAL
