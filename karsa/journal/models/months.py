from django.db import models

from karsa.org.models import Assignment, Employee
from karsa.tenancy.models import AgencyModel


class EntryMonth(AgencyModel):
    """What a post's holder told of in a month; drafts are nobody else's and do not count.

    The database keeps it beside the entries (`journal/months.py`): nobody else writes here.
    """

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+", db_index=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    waiting = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    days = models.PositiveSmallIntegerField()  # on which there is an entry
    last_day = models.DateField()
    # Another number after each change of what was accepted: what follows is kept until then.
    mark = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "month", "employee", "assignment"], name="entry_month_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.month}"
