"""Raters talk a few cases over before they sign; each decides alone, and what changed stays."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.evaluations.models.evaluation import Evaluation, Rating
from karsa.org.models import Employee, Period, Unit
from karsa.tenancy.models import AgencyModel


class CalibrationSessionQuerySet(models.QuerySet["CalibrationSession"]):
    def visible_to(self, actor: Actor) -> Self:
        """Its members and who leads it; the cases are of persons, so nobody else."""
        sat = SessionMember.objects.filter(employee=actor.me)
        return self.filter(agency=actor.agency, pk__in=sat.values("session"))


class CalibrationSession(AgencyModel):
    """The raters of a unit and their superiors around two to four cases of a period."""

    class State(models.TextChoices):
        VOTING = "voting", _("Suara tertutup")
        DISCUSSING = "discussing", _("Pembahasan")
        CLOSED = "closed", _("Selesai")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="calibrations")
    led_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.VOTING)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    objects = CalibrationSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "period"],
                condition=~Q(state="closed"),
                name="calibration_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period_id}"

    @property
    def is_sealed(self) -> bool:
        """Whether votes are still given, so that nobody reads those of others."""
        return self.state == self.State.VOTING


class SessionMember(AgencyModel):
    """Who sits in a session; who only leads it has no vote."""

    session = models.ForeignKey(CalibrationSession, models.CASCADE, related_name="members")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    votes = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "employee"], name="session_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.employee_id}"


class SessionCaseQuerySet(models.QuerySet["SessionCase"]):
    def visible_to(self, actor: Actor) -> Self:
        """The members', without one's own case and those one has declared a conflict in."""
        closed = CaseConflict.objects.filter(member__employee=actor.me)
        sessions = CalibrationSession.objects.visible_to(actor)
        seen = self.filter(agency=actor.agency, session__in=sessions.values("pk"))
        seen = seen.exclude(evaluation__assignment__employee=actor.me)
        return seen.exclude(pk__in=closed.values("case"))

    def for_page(self, actor: Actor) -> Self:
        """With all that its page names, and whether the actor `may_vote`."""
        seat = SessionMember.objects.filter(session=OuterRef("session"), employee=actor.me)
        return self.annotate(may_vote=Exists(seat.filter(votes=True))).select_related(
            "session__unit",
            "session__period",
            "evaluation__assignment__employee",
            "evaluation__assignment__position",
            "evaluation__assignment__unit",
            "evaluation__rater",
        )


class SessionCase(AgencyModel):
    """One evaluation that is talked over. The session decides nothing about it."""

    may_vote: bool  # of the reader, where read `for_page`

    session = models.ForeignKey(CalibrationSession, models.CASCADE, related_name="cases")
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="calibrations")

    objects = SessionCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "evaluation"], name="session_case_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.evaluation_id}"


class CaseVote(AgencyModel):
    """What one member would give, said before anybody's is shown."""

    case = models.ForeignKey(SessionCase, models.CASCADE, related_name="votes")
    member = models.ForeignKey(SessionMember, models.CASCADE, related_name="given")
    result_rating = models.CharField(max_length=5, choices=Rating)
    behaviour_rating = models.CharField(max_length=5, choices=Rating)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="case_vote_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.member_id}"


class CaseConflict(AgencyModel):
    """A member's own word that a case is too near; no reason is asked for."""

    case = models.ForeignKey(SessionCase, models.CASCADE, related_name="conflicts")
    member = models.ForeignKey(SessionMember, models.CASCADE, related_name="conflicts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "member"], name="case_conflict_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.member_id}"


class CaseNote(AgencyModel):
    """What was said about a case."""

    case = models.ForeignKey(SessionCase, models.CASCADE, related_name="notes")
    member = models.ForeignKey(SessionMember, models.CASCADE, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id}: {self.member_id}"
