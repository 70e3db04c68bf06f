from django.db import models

from karsa.accounts.models.accounts import User
from karsa.tenancy.models import AgencyModel


class SignIn(AgencyModel):
    """A device somebody signed in on: what the owner sees of a session."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80)  # in words, "Chrome di Android"
    address = models.CharField(max_length=64)  # keyed hash: an address known again, never told
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # to the hour
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "user"], name="sign_in_by_user")]

    def __str__(self) -> str:
        return f"{self.device} #{self.user_id}"


class ViewConsent(AgencyModel):
    """The owner lets one administrator look along, reading only, for a quarter of an hour."""

    user = models.ForeignKey(User, models.CASCADE, related_name="view_consents")
    helper = models.ForeignKey(User, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(user=models.F("helper")), name="nobody_views_oneself"
            )
        ]
        indexes = [models.Index(fields=["agency", "helper"], name="view_consent_by_helper")]

    def __str__(self) -> str:
        return f"#{self.helper_id} as #{self.user_id}"
