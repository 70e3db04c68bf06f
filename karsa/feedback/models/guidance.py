from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, Employee, RaterLine
from karsa.org.models.dated import current
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.tenancy.models import AgencyModel


def reviewed_by(actor: Actor) -> models.QuerySet[RaterLine]:
    """Lines whose rater the actor stands above today."""
    lines = RaterLine.objects.filter(current(actor.today), agency=actor.agency)
    return lines.filter(reviewer=actor.me)


class GuidanceQuerySet(models.QuerySet["Guidance"]):
    def visible_to(self, actor: Actor) -> Self:
        """The two who spoke; coaching and mentoring also rater and reviewer (annex III.D.4.i–j).

        What was said in counselling stays between the two.
        """
        rated = Assignment.objects.rated_by(actor).values("pk")
        above = Q(plan__assignment__in=rated) | Q(
            plan__assignment__in=reviewed_by(actor).values("assignment")
        )
        two = Q(employee=actor.me) | Q(guide=actor.me)
        return self.filter(two | (above & ~Q(kind=Guidance.Kind.COUNSELLING)), agency=actor.agency)


class Guidance(AgencyModel):
    """One meeting of coaching (B.1.6), mentoring (B.1.7) or counselling."""

    class Kind(models.TextChoices):
        COACHING = "coaching", _("Coaching")
        MENTORING = "mentoring", _("Mentoring")
        COUNSELLING = "counselling", _("Konseling")

    # What each kind asks, by the key under which the answer is kept; the first is required.
    QUESTIONS = {
        Kind.COACHING: {
            "target": _("Apa yang ingin dicapai?"),
            "baseline": _("Keadaan awalnya, bila ada"),
            "strategy": _("Strategi mencapainya"),
            "progress": _("Sudah sampai di mana?"),
            "obstacle": _("Masalah atau hambatannya"),
            "cause": _("Penyebabnya"),
            "chance": _("Apa yang dapat dilakukan?"),
        },
        Kind.MENTORING: {
            "skill": _("Keahlian yang akan dikembangkan"),
            "span": _("Jangka waktu"),
            "change": _("Perubahan yang diharapkan"),
            "measure": _("Ukuran keberhasilan"),
            "material": _("Materi yang dibagikan"),
        },
        Kind.COUNSELLING: {
            "concern": _("Yang dibicarakan"),
            "understanding": _("Yang disepahami berdua"),
        },
    }

    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="guidance")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="guidance")
    guide = models.ForeignKey(Employee, models.PROTECT, related_name="guided")
    kind = models.CharField(max_length=11, choices=Kind)
    result = models.ForeignKey(WorkResult, models.PROTECT, null=True, related_name="+")
    value = models.CharField(max_length=30, blank=True)
    day = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    answers: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    follow_up = models.TextField(max_length=2000, blank=True)
    followed_up_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(guide=models.F("employee")), name="guidance_is_of_somebody_else"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "employee", "-day"], name="guidance_of_employee"),
            models.Index(fields=["agency", "guide", "-day"], name="guidance_by_guide"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class GuidanceStep(AgencyModel):
    """What was agreed to do until a day; `adjusts` calls for a change of the plan's target."""

    guidance = models.ForeignKey(Guidance, models.CASCADE, related_name="steps")
    text = models.CharField(max_length=300)
    due = models.DateField()
    adjusts = models.BooleanField(default=False)
    done_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.guidance_id}: {self.due}"


class OpinionQuerySet(models.QuerySet["GuidanceOpinion"]):
    def visible_to(self, actor: Actor) -> Self:
        """The employee, and the superior of the leader, never the guide (annex III.D.4.g)."""
        above = reviewed_by(actor).values("assignment")
        read = Q(guidance__plan__assignment__in=above) & ~Q(guidance__guide=actor.me)
        return self.filter(Q(guidance__employee=actor.me) | read, agency=actor.agency)


class GuidanceOpinion(AgencyModel):
    """What the employee says about coaching or mentoring (B.1.8), per criterion."""

    guidance = models.OneToOneField(Guidance, models.CASCADE, related_name="opinion")
    answers: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    day = models.DateField()

    objects = OpinionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"#{self.guidance_id}"


class CompetenceReview(AgencyModel):
    """What the guide found of the employee's competence afterwards (B.1.9)."""

    guidance = models.OneToOneField(Guidance, models.CASCADE, related_name="competence")
    technical = models.CharField(max_length=120)
    # Per competence of the form, the technical one last: [score 1 to 5, reason].
    scores: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    recommendation = models.TextField(max_length=2000)
    day = models.DateField()

    def __str__(self) -> str:
        return f"#{self.guidance_id}"


class BehaviourReportQuerySet(models.QuerySet["BehaviourReport"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who wrote it, whom it is about, and the office it goes to."""
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER):
            return mine
        return mine.filter(Q(by=actor.me) | Q(employee=actor.me))


class BehaviourReport(AgencyModel):
    """A rater reports a problem of behaviour to the office of personnel (B.1.10)."""

    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="behaviour_reports")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="behaviour_reports")
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    value = models.CharField(max_length=30)
    expectation = models.TextField(max_length=1000, blank=True)
    problem = models.TextField(max_length=2000)
    is_widespread = models.BooleanField(default=False)
    tried = models.TextField(max_length=2000)
    day = models.DateField()

    objects = BehaviourReportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "-day"], name="behaviour_report_newest")]

    def __str__(self) -> str:
        return f"{self.value} #{self.pk}"
