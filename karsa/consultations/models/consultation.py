from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators.models import Indicator
from karsa.org.models import Employee, Service, Unit
from karsa.org.models.units import below
from karsa.rules.participation import Phase, phase
from karsa.tenancy.models import Agency, AgencyModel


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, actor: Actor) -> Self:
        """What was opened is public inside the agency; a draft is its keepers' alone."""
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER):
            return mine
        return mine.filter(~Q(state=Consultation.State.DRAFT) | self.kept_by(actor))

    def public(self, agency: Agency) -> Self:
        """What citizens may read: opened to them, and never a draft or one called off."""
        told = (Consultation.State.OPEN, Consultation.State.DECIDED)
        return self.filter(agency=agency, is_public=True, state__in=told)

    @staticmethod
    def kept_by(actor: Actor) -> Q:
        """Consultations of the units whose indicators the actor keeps (all of them aside)."""
        paths = actor.led_paths
        if actor.has(Role.EVALUATION_TEAM):
            paths += actor.granted_paths
        return below(paths, "unit__path")


class Consultation(AgencyModel):
    """A draft put before people: what they say, what is answered, and what is decided."""

    class Subject(models.TextChoices):
        CARD = "card", _("Indikator baru")
        TARGET = "target", _("Target indikator")
        REVISION = "revision", _("Perubahan target")
        QUESTION = "question", _("Pertanyaan tentang tujuan")
        PROPOSALS = "proposals", _("Usul perbaikan layanan")

    # What speaks of the target of an indicator in a year.
    OF_TARGET = frozenset({Subject.TARGET, Subject.REVISION})

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        OPEN = "open", _("Dibuka")
        DECIDED = "decided", _("Diputuskan")
        WITHDRAWN = "withdrawn", _("Dibatalkan")

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("Rancangan dipakai")
        CHANGED = "changed", _("Rancangan diubah")
        DROPPED = "dropped", _("Rancangan tidak dipakai")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="consultations")
    subject = models.CharField(max_length=9, choices=Subject)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, related_name="consultations"
    )
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="consultations")
    year = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=200)
    explanation = models.TextField()  # why it is asked, in plain words
    draft_text = models.TextField(blank=True)  # the wording people speak about
    draft_value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    measure = models.CharField(max_length=40, blank=True)
    starts = models.DateField()
    weighs_from = models.DateField(null=True)  # from here on people only support; else never
    ends = models.DateField()
    answers_due = models.DateField()
    is_public = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    decision = models.TextField(blank=True)
    # The alternative that was taken over, and when it became the target or the indicator.
    adopted = models.ForeignKey("Contribution", models.PROTECT, null=True, related_name="+")
    handed_over_at = models.DateTimeField(null=True)
    # What was decided, word for word as people may read and keep it, and its SHA-256.
    final_text = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    climbed = models.PositiveSmallIntegerField(default=0)  # how far its late answers have risen
    opened_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts"), answers_due__gte=F("ends")),
                name="consultation_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(subject__in=("target", "revision"))
                | Q(indicator__isnull=False, year__isnull=False),
                name="consultation_of_a_target_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(subject="proposals") | Q(service__isnull=False),
                name="consultation_of_proposals_names_a_service",
            ),
            models.CheckConstraint(
                condition=Q(final_text="", fingerprint="")
                | (~Q(final_text="") & ~Q(fingerprint="")),
                name="consultation_final_text_has_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | (~Q(outcome="") & ~Q(decision="")),
                name="consultation_decided_with_words",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-ends", "-id"], name="consultation_newest"),
            models.Index(fields=["indicator"], name="consultation_of_indicator"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kinds(self) -> tuple[str, ...]:
        """What may be said: to a draft all, else proposals alone (codes of `Contribution`)."""
        all_kinds = ("for", "against", "alternative")
        return all_kinds[2:] if self.subject == self.Subject.PROPOSALS else all_kinds

    @property
    def writes_until(self) -> date:
        """The last day on which people write, not only support."""
        return self.weighs_from - timedelta(days=1) if self.weighs_from else self.ends

    def phase_on(self, today: date) -> Phase:
        """Where it stands on `today`."""
        return phase(self.state, self.starts, self.ends, today, self.weighs_from)


class ConsultationEvent(AgencyModel):
    """A step of its history that people read; appended, never changed."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("Dibuka")
        WEIGHED = "weighed", _("Mulai ditimbang")
        EXTENDED = "extended", _("Diperpanjang")
        DECIDED = "decided", _("Diputuskan")
        HANDED_OVER = "handed_over", _("Diterapkan")
        REWORDED = "reworded", _("Naskah keputusan diubah")
        WITHDRAWN = "withdrawn", _("Dibatalkan")

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=11, choices=Kind)
    text = models.TextField(blank=True)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.kind}"
