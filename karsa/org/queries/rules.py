"""Rules that a decree may change: the agency's own for a year, else the regulation's."""

from dataclasses import replace
from datetime import date
from typing import Any

from karsa.kit.remembered import remembered
from karsa.org.models import RuleSet
from karsa.rules import escalation, retention
from karsa.rules.deadlines import PERMENPANRB_6_2022, DeadlineRules
from karsa.rules.escalation import ClimbRules
from karsa.rules.retention import RetentionRules
from karsa.tenancy.models import Agency


def rule_set(agency: Agency, year: int, key: str) -> RuleSet | None:
    """Return the rule set `key` of a year, None where none is set. One query a minute."""
    found = remembered(f"rules:{agency.pk}:{year}", lambda: _rule_sets(agency, year))
    return found.get(key)


def values_of(agency: Agency, year: int, key: str) -> dict[str, Any]:
    """Return the values of the rule set `key` of a year; empty where none is set."""
    found = rule_set(agency, year, key)
    return found.values if found else {}


def deadline_rules(agency: Agency, year: int) -> DeadlineRules:
    """Return the terms in force in `year`: the agency's row, else the regulation's.

    A row names only the terms that differ; raises TypeError for a term that does not exist.
    """
    found = rule_set(agency, year, "deadlines")
    if found is None:
        return PERMENPANRB_6_2022
    own = replace(PERMENPANRB_6_2022, starts=date(year, 1, 1), source=found.source)
    return replace(own, **found.values)


def climb_rules(agency: Agency, year: int) -> ClimbRules:
    """Return after how many days something overdue climbs (rule set "escalation"), else usual.

    Raises TypeError for a name other than `first` and `second`.
    """
    found = rule_set(agency, year, "escalation")
    return ClimbRules(**found.values, source=found.source) if found else escalation.USUAL


def retention_rules(agency: Agency, year: int) -> RetentionRules:
    """Return how long what citizens leave is kept (rule set "retention"), else the usual days."""
    found = rule_set(agency, year, "retention")
    return retention.configured(found.values, found.source) if found else retention.USUAL


def _rule_sets(agency: Agency, year: int) -> dict[str, RuleSet]:
    return {row.key: row for row in RuleSet.objects.filter(agency=agency, year=year)}
