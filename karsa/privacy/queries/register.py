"""The register of processing, with the agency's own days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from karsa.kit.personal import Activity, activities
from karsa.org.queries.rules import retention_rules
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Line:
    """One activity with how long its rows are kept, in words."""

    activity: Activity
    kept: str


def lines(agency: Agency, today: date, *, public: bool = False) -> Sequence[Line]:
    """Return every activity, or those that citizens are told of; the sensitive first. One query."""
    days = vars(retention_rules(agency, today.year))
    found = [one for _room, one in activities() if one.told or not public]
    found.sort(key=lambda one: not one.is_sensitive)
    return [Line(one, str(one.kept) % days) for one in found]
