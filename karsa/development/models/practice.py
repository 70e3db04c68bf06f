from django.conf import settings
from django.db import models

from karsa.tenancy.models import Agency, AgencyModel


class Practice(AgencyModel):
    """Whose practice ground an agency of made-up people is; nobody else looks into it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ground = models.OneToOneField(Agency, models.PROTECT, related_name="+")
    used_on = models.DateField()

    def __str__(self) -> str:
        return f"#{self.user_id}"
