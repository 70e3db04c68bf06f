"""The terms of due process: an agency's rule set of a year, else the usual ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from karsa.org.queries.rules import rule_set
from karsa.rules.discipline import PP_94_2021, SANCTIONS, DisciplineRules, Level, Sanction
from karsa.rules.improvement import PP_30_2019, ImprovementRules
from karsa.tenancy.models import Agency


def improvement_rules(agency: Agency, day: date) -> ImprovementRules:
    """Return the terms of an improvement period (rule set "improvement"). One query a minute.

    A row names only what differs; raises TypeError for a term that does not exist.
    """
    row = rule_set(agency, day.year, "improvement")
    if row is None:
        return PP_30_2019
    return replace(PP_30_2019, starts=date(day.year, 1, 1), source=row.source, **row.values)


def discipline_rules(agency: Agency, day: date) -> DisciplineRules:
    """Return the terms of a discipline case (rule set "discipline"). One query a minute."""
    row = rule_set(agency, day.year, "discipline")
    if row is None:
        return PP_94_2021
    return replace(PP_94_2021, starts=date(day.year, 1, 1), source=row.source, **row.values)


def sanctions(agency: Agency, day: date) -> Sequence[Sanction]:
    """Return the sanctions that may be given on `day`. One query a minute.

    Rule set "sanctions": {"kinds": [{"code", "level", "name", "months"}]} in place of all.
    """
    row = rule_set(agency, day.year, "sanctions")
    if row is None:
        return [one for one in SANCTIONS if one.is_on(day)]
    return [
        Sanction(
            code=one["code"],
            level=Level(one["level"]),
            name=one["name"],
            months=int(one["months"]),
            starts=date(day.year, 1, 1),
            source=row.source,
        )
        for one in row.values["kinds"]
    ]
