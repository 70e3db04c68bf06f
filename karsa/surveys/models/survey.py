from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Service, ServicePoint
from karsa.org.models.units import below
from karsa.tenancy.models import Agency, AgencyModel
from karsa.tenancy.turns import Remembered, RememberedQuerySet


class SurveyQuerySet(RememberedQuerySet["Survey"]):
    def visible_to(self, actor: Actor) -> Self:
        """What was opened is open to all staff; a draft is its keepers' alone."""
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER):
            return mine
        kept = below(actor.led_paths + actor.team_paths, "service__unit__path")
        return mine.filter(~Q(state=Survey.State.DRAFT) | kept)

    def published(self, agency: Agency) -> Self:
        """What citizens may read the results of."""
        return self.filter(agency=agency, published_on__isnull=False)


class Survey(Remembered, AgencyModel):
    """The satisfaction survey (SKM) of one service in one period."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        OPEN = "open", _("Dibuka")
        CLOSED = "closed", _("Selesai")

    service = models.ForeignKey(Service, models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    # How many people the service serves in the period: sets the sample and narrows the interval.
    population = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    published_on = models.DateField(null=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="survey_dates_in_order")
        ]
        indexes = [models.Index(fields=["agency", "-ends", "-id"], name="survey_newest")]

    def __str__(self) -> str:
        return self.title


class SurveyPlace(Remembered, AgencyModel):
    """An address of a survey: of one service point, or of the service wherever it is given."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="places")
    point = models.ForeignKey(ServicePoint, models.PROTECT, null=True, related_name="+")
    code = models.SlugField(max_length=12)  # on the poster, short enough to type

    objects = RememberedQuerySet["SurveyPlace"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="survey_place_code_once"),
            models.UniqueConstraint(
                fields=["survey", "point"],
                condition=Q(point__isnull=False),
                name="survey_place_once",
            ),
            models.UniqueConstraint(
                fields=["survey"],
                condition=Q(point__isnull=True),
                name="survey_place_of_all_once",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SurveyQuestion(Remembered, AgencyModel):
    """A question of the service's own, with two to four answers to choose from."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    answers = models.JSONField()  # texts, from the least to the most favourable

    objects = RememberedQuerySet["SurveyQuestion"].as_manager()

    class Meta:
        ordering = ("order",)
        constraints = [
            models.UniqueConstraint(fields=["survey", "order"], name="survey_question_order")
        ]

    def __str__(self) -> str:
        return self.text


class SurveyWording(Remembered, AgencyModel):
    """The questionnaire in a regional language; what is missing is read in Indonesian.

    `texts` by the element's code, "<code>:<1 to 4>" for its answers, and "tanya:<order>".
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="wordings")
    language = models.SlugField(max_length=12)
    name = models.CharField(max_length=40)  # as its speakers call it
    texts = models.JSONField(default=dict)

    objects = RememberedQuerySet["SurveyWording"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "language"], name="survey_wording_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.language}"


class LinkKey(AgencyModel):
    """The token by which a service's own system asks for one-time links. Shown once."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="survey_keys")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    tail = models.CharField(max_length=4)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "digest"], name="survey_link_key_once")
        ]

    def __str__(self) -> str:
        return self.name


class OneTimeLink(AgencyModel):
    """A link given after a service: one answer, until a day. Only its digest is kept."""

    place = models.ForeignKey(SurveyPlace, models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64)
    expires_on = models.DateField()
    is_used = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "digest"], name="survey_link_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
