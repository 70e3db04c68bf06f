"""Who reads the boards of units."""

from karsa.accounts.roles import Role

LEADERS = (
    Role.REGENT,
    Role.UNIT_HEAD,
    Role.EVALUATION_TEAM,
    Role.PERFORMANCE_MANAGER,
    Role.INSPECTOR,
    Role.ADMINISTRATOR,
)
