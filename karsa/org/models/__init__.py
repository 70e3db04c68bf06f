"""The organisation: units, people, dated assignments, raters, the year and its calendar."""

from karsa.org.models.absence import Grace, Leave, Shift
from karsa.org.models.calendar import CalendarDay, Period, RuleSet
from karsa.org.models.people import Assignment, Employee, EmployeeStatus, Position
from karsa.org.models.raters import Delegation, RaterLine
from karsa.org.models.units import Service, ServicePoint, TeamMember, Unit, WorkTeam

__all__ = [
    "Assignment",
    "CalendarDay",
    "Delegation",
    "Employee",
    "EmployeeStatus",
    "Grace",
    "Leave",
    "Period",
    "Position",
    "RaterLine",
    "RuleSet",
    "Service",
    "ServicePoint",
    "Shift",
    "TeamMember",
    "Unit",
    "WorkTeam",
]
