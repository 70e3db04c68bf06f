from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.monitoring.models.team import EvaluationTeam, watched
from karsa.org.models import Employee
from karsa.tenancy.models import AgencyModel


class SessionQuerySet(models.QuerySet["ReviewSession"]):
    def visible_to(self, actor: Actor) -> Self:
        """Sessions about units one leads or serves, and all for who reads the agency's."""
        return self.filter(watched(actor, "team__unit__path"), agency=actor.agency)


class ReviewSession(AgencyModel):
    """A review meeting (rapat evaluasi) with its memo, frozen from the data at a moment.

    `memo` is what `queries.memo.Memo` says, as JSON: units, indicators, obstacles and counts,
    never a person's rating or feedback. It may be taken anew until the session is closed.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Berjalan")
        CLOSED = "closed", _("Selesai")

    team = models.ForeignKey(EvaluationTeam, models.PROTECT, related_name="sessions")
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    day = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    memo: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    memo_at = models.DateTimeField()
    guests = models.TextField(blank=True)  # who else was there, one on a line
    notes = models.TextField(blank=True)
    conclusions = models.TextField(blank=True)  # one on a line
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(state="open"), name="session_one_open_per_team"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | (Q(closed_at__isnull=False) & ~Q(conclusions="")),
                name="session_closed_with_conclusions",
            ),
        ]
        indexes = [models.Index(fields=["agency", "team", "-day"], name="session_of_team")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.day}"


class Attendance(AgencyModel):
    """Whether a member of the team was there."""

    session = models.ForeignKey(ReviewSession, models.CASCADE, related_name="attendance")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    is_present = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "employee"], name="attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.employee_id}"
