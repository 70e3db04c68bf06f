from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.files.models import StoredFile
from karsa.indicators.models import Indicator
from karsa.org.models import Employee, Unit
from karsa.tenancy.models import AgencyModel


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, actor: Actor) -> Self:
        """What one gave, and what is addressed to oneself or to a unit one heads now."""
        return self.to(actor) | self.filter(agency=actor.agency, giver=actor.me)

    def to(self, actor: Actor) -> Self:
        """Addressed to the actor, or to a unit the actor heads now."""
        unit = Q(unit__path__in=actor.led_paths)
        return self.filter(Q(employee=actor.me) | unit, agency=actor.agency)

    def open(self) -> Self:
        """Not yet done."""
        return self.filter(state__in=Directive.OPEN)

    def with_names(self) -> Self:
        """With everything a row names."""
        return self.select_related("unit", "employee", "giver", "indicator")


class Directive(AgencyModel):
    """A leader's directive (arahan) to one unit or one person below, with its due date."""

    class State(models.TextChoices):
        SENT = "sent", _("Terkirim")
        READ = "read", _("Sudah dibaca")
        IN_PROGRESS = "in_progress", _("Sedang dikerjakan")
        DONE = "done", _("Selesai, menunggu persetujuan")
        CONFIRMED = "confirmed", _("Disetujui pimpinan")

    OPEN = (State.SENT, State.READ, State.IN_PROGRESS)

    giver = models.ForeignKey(Employee, models.PROTECT, related_name="given_directives")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="directives")
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="directives")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="directives")
    text = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=11, choices=State, default=State.SENT)
    given_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, employee__isnull=True)
                | Q(unit__isnull=True, employee__isnull=False),
                name="directive_to_a_unit_or_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("done", "confirmed")) | Q(done_at__isnull=False),
                name="directive_done_at_a_moment",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="directive_says_something"),
        ]
        indexes = [
            models.Index(fields=["agency", "employee", "state"], name="directive_to_employee"),
            models.Index(fields=["agency", "unit", "state"], name="directive_to_unit"),
            models.Index(fields=["agency", "giver", "state"], name="directive_by_giver"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        """Not yet done."""
        return self.state in self.OPEN

    @property
    def recipient(self) -> str:
        """The unit's or the person's name."""
        if self.employee is not None:
            return self.employee.full_name
        return self.unit.name if self.unit else ""


class DirectiveReport(AgencyModel):
    """What was done about a directive, or what the leader asks for before confirming it."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="reports")
    text = models.TextField()
    state = models.CharField(max_length=11, choices=Directive.State)
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["directive", "-id"], name="directive_report_newest")]

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.state}"
