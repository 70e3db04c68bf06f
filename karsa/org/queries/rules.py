"""Rules that a decree may change: the agency's own for a year, else the regulation's."""

from dataclasses import replace
from datetime import date
from typing import Any

from karsa.org.models import RuleSet
from karsa.rules.deadlines import PERMENPANRB_6_2022, DeadlineRules
from karsa.tenancy.models import Agency


def values_of(agency: Agency, year: int, key: str) -> dict[str, Any]:
    """Return the values of the rule set `key` of a year; empty where none is set. One query."""
    found = RuleSet.objects.filter(agency=agency, year=year, key=key).first()
    return found.values if found else {}


def deadline_rules(agency: Agency, year: int) -> DeadlineRules:
    """Return the terms in force in `year`: the agency's row, else the regulation's. One query.

    A row names only the terms that differ; raises TypeError for a term that does not exist.
    """
    found = RuleSet.objects.filter(agency=agency, year=year, key="deadlines").first()
    if found is None:
        return PERMENPANRB_6_2022
    own = replace(PERMENPANRB_6_2022, starts=date(year, 1, 1), source=found.source)
    return replace(own, **found.values)
