from django.db import models

from karsa.indicators.models.indicator import Indicator
from karsa.indicators.models.measurement import Measurement
from karsa.org.models import Service
from karsa.tenancy.models import AgencyModel


class VoiceSource(AgencyModel):
    """That an indicator is measured by what citizens say of a service."""

    class Voice(models.TextChoices):
        SURVEY = Measurement.Origin.SURVEY.value, Measurement.Origin.SURVEY.label
        COMPLAINTS = Measurement.Origin.COMPLAINTS.value, Measurement.Origin.COMPLAINTS.label

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="voice")
    voice = models.CharField(max_length=10, choices=Voice)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    statistic = models.CharField(max_length=20)  # a code the voice knows

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.voice} {self.statistic}"
