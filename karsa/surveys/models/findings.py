from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.org.models import Employee
from karsa.rules.skm import ELEMENT_NAMES, Element
from karsa.surveys.models.answers import Response
from karsa.surveys.models.survey import Survey, SurveyPlace
from karsa.tenancy.models import AgencyModel


class Flag(AgencyModel):
    """Answers that look odd together. A person decides, with a reason; nothing is removed."""

    class Kind(models.TextChoices):
        BURST = "burst", _("Banyak sekali dalam sehari")
        IDENTICAL = "identical", _("Jawaban yang sama persis")
        INSIDE = "inside", _("Dikirim dari jaringan kantor")
        DEVICE = "device", _("Satu perangkat berkali-kali")

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu keputusan")
        KEPT = "kept", _("Tetap dihitung")
        SET_ASIDE = "set_aside", _("Tidak dihitung")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=9, choices=Kind)
    place = models.ForeignKey(SurveyPlace, models.CASCADE, related_name="+")
    day = models.DateField()
    sign = models.CharField(max_length=64, blank=True)  # tells two of a kind and day apart
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    # The index as it was with and without these answers when it was decided.
    index_with = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    index_without = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    class Meta:
        ordering = ("-day", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "kind", "place", "day", "sign"], name="survey_flag_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | ~Q(reason=""), name="survey_flag_decided_for_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class FlaggedResponse(AgencyModel):
    """An answer among those a flag speaks of."""

    flag = models.ForeignKey(Flag, models.CASCADE, related_name="members")
    response = models.ForeignKey(Response, models.CASCADE, related_name="flagged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["flag", "response"], name="flagged_response_once")
        ]

    def __str__(self) -> str:
        return f"{self.flag_id}: {self.response_id}"


class FollowUp(AgencyModel):
    """What the unit will do about a weak element (rencana tindak lanjut): who, until when."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="follow_ups")
    element = models.CharField(
        max_length=11, choices=[(code.value, _(ELEMENT_NAMES[code])) for code in Element]
    )
    action = models.CharField(max_length=500)
    owner = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    due = models.DateField()
    done_on = models.DateField(null=True)
    result = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("due", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(result=""),
                name="survey_follow_up_done_with_result",
            )
        ]

    def __str__(self) -> str:
        return self.action
