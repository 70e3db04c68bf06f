from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.documents.models import IssuedDocument
from karsa.files.models import StoredFile
from karsa.org.models import Assignment, Employee, Period, Unit
from karsa.plans.models import IMPORTED, Origin, PerformancePlan, WorkResult
from karsa.tenancy.models import AgencyModel


class Rating(models.TextChoices):
    ABOVE = "above", _("Di atas ekspektasi")
    MEETS = "meets", _("Sesuai ekspektasi")
    BELOW = "below", _("Di bawah ekspektasi")


class Grade(models.TextChoices):
    VERY_GOOD = "very_good", _("Sangat Baik")
    GOOD = "good", _("Baik")
    NEEDS_IMPROVEMENT = "needs_improvement", _("Butuh Perbaikan")
    POOR = "poor", _("Kurang/Misconduct")
    VERY_POOR = "very_poor", _("Sangat Kurang")


class Level(models.TextChoices):
    EXCELLENT = "excellent", _("Istimewa")
    GOOD = "good", _("Baik")
    NEEDS_IMPROVEMENT = "needs_improvement", _("Butuh Perbaikan")
    POOR = "poor", _("Kurang")
    VERY_POOR = "very_poor", _("Sangat Kurang")


class OrganisationGradeQuerySet(models.QuerySet["OrganisationGrade"]):
    def visible_to(self, actor: Actor) -> Self:
        """What a unit achieved is public inside the agency."""
        return self.filter(agency=actor.agency)


class OrganisationGrade(AgencyModel):
    """The organisation's achievement of a unit in a period: step (a) of every evaluation."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="organisation_grades")
    period = models.ForeignKey(Period, models.PROTECT, related_name="organisation_grades")
    level = models.CharField(max_length=18, choices=Level)
    proposed = models.CharField(max_length=18, choices=Level, blank=True)  # empty: no data
    achievement = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    reason = models.TextField(blank=True)  # where it departs from the proposal
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    objects = OrganisationGradeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "period"], name="organisation_grade_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.level}"


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, actor: Actor) -> Self:
        """The person (once signed), the rater, the reviewer; nobody else reads a grade.

        A unit's head above the reviewer sees counts, not persons. Nobody's reviewer is no
        employee: an account without one sees nothing.
        """
        if actor.employee_id is None:
            return self.none()
        mine = Q(plan__assignment__employee=actor.me) & ~Q(
            state__in=(Evaluation.State.DRAFT, Evaluation.State.DECIDED)
        )
        return self.filter(
            mine | Q(rater=actor.me) | Q(reviewer=actor.me),
            agency=actor.agency,
        )

    def rated_here(self) -> Self:
        """Without what came in as history: it says nothing of raters here, nor is it reported."""
        return self.exclude(origin__in=IMPORTED)

    def for_page(self) -> Self:
        """With the people, post, unit, plan and period that every page names."""
        return self.select_related(
            "assignment__employee",
            "assignment__position",
            "assignment__unit",
            "agency",
            "period__agency",
            "plan",
            "rater",
            "reviewer",
        )


class Evaluation(AgencyModel):
    """The evaluation of one plan in one period. Two ratings by a person give the grade."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Disiapkan")
        DECIDED = "decided", _("Diputuskan")
        SIGNED = "signed", _("Ditandatangani")
        DELIVERED = "delivered", _("Diserahkan")
        RECEIVED = "received", _("Diterima pegawai")
        RETURNED_UNSIGNED = "returned_unsigned", _("Kembali tanpa tanda tangan")
        OBJECTED = "objected", _("Diajukan keberatan")
        DECIDED_ON_OBJECTION = "decided_on_objection", _("Diputuskan atas keberatan")
        CLOSED = "closed", _("Selesai")

    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="evaluations")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="evaluations")
    period = models.ForeignKey(Period, models.PROTECT, related_name="evaluations")
    rater = models.ForeignKey(Employee, models.PROTECT, related_name="evaluations_given")
    reviewer = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    result_rating = models.CharField(max_length=5, choices=Rating, blank=True)
    behaviour_rating = models.CharField(max_length=5, choices=Rating, blank=True)
    grade = models.CharField(max_length=18, choices=Grade, blank=True)
    # What the software proposed when the person decided, with its reasons, kept for ever.
    proposal: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    departure_reason = models.TextField(blank=True)
    # Decisions taken anew after a calibration, oldest first: at, by, reason, old and new codes.
    changes: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)
    recommendation = models.TextField(blank=True)
    # Rated by the superior because the rater was late, or by the head of region: no objection.
    is_final = models.BooleanField(default=False)
    origin = models.CharField(max_length=5, choices=Origin, blank=True)
    decided_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    received_on = models.DateField(null=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        constraints = [
            # One of a post and period, whichever version of its plan was valid.
            models.UniqueConstraint(fields=["assignment", "period"], name="evaluation_once"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (~Q(result_rating="") & ~Q(behaviour_rating="") & ~Q(grade="")),
                name="evaluation_decided_has_both_ratings",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "rater", "period"], name="evaluation_by_rater"),
            models.Index(fields=["agency", "period", "state"], name="evaluation_of_period"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.period_id}"


class ResultAssessment(AgencyModel):
    """What became of one work result: realisation in words and, as an aid, a rating."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="results")
    result = models.ForeignKey(WorkResult, models.PROTECT, related_name="assessments")
    realisation = models.TextField(blank=True)  # one line per measure
    rating = models.CharField(max_length=5, choices=Rating, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "result"], name="assessment_once")
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.result_id}"


class EvaluationPaper(AgencyModel):
    """A printed form of an evaluation as it left the house; a changed one stays, marked so."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="papers")
    code = models.CharField(max_length=6)  # "C.1.3", "D.1.1"
    document = models.OneToOneField(IssuedDocument, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.code}"

    @property
    def name(self) -> str:
        """What the form is called, with its code."""
        words = (
            _("Hasil evaluasi kinerja") if self.code[0] == "C" else _("Dokumen evaluasi kinerja")
        )
        return f"{words} ({self.code})"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, actor: Actor) -> Self:
        """The person, the rater and the reviewer of the evaluation."""
        seen = Evaluation.objects.visible_to(actor)
        return self.filter(agency=actor.agency, evaluation__in=seen.values("pk"))


class Objection(AgencyModel):
    """An objection to the rater's superior; both sides are heard before the decision."""

    class State(models.TextChoices):
        FILED = "filed", _("Diajukan")
        EXAMINED = "examined", _("Diperiksa")
        DECIDED = "decided", _("Diputuskan")

    class Decision(models.TextChoices):
        AFFIRMS = "affirms", _("Menguatkan")
        CHANGES = "changes", _("Mengubah")

    evaluation = models.OneToOneField(Evaluation, models.PROTECT, related_name="objection")
    state = models.CharField(max_length=8, choices=State, default=State.FILED)
    reason = models.TextField()
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    filed_on = models.DateField()
    decide_by = models.DateField()
    explanation = models.TextField(blank=True)  # of the rater
    explained_on = models.DateField(null=True)
    decision = models.CharField(max_length=7, choices=Decision, blank=True)
    decision_reason = models.TextField(blank=True)
    # What the rater had given, kept when the evaluation takes the new ratings.
    old_result_rating = models.CharField(max_length=5, choices=Rating)
    old_behaviour_rating = models.CharField(max_length=5, choices=Rating)
    old_grade = models.CharField(max_length=18, choices=Grade)
    old_recommendation = models.TextField(blank=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="decided") | (~Q(decision="") & ~Q(decision_reason="")),
                name="objection_decided_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id}"
