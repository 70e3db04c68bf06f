from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.accounts.roles import Role
from karsa.tenancy.models import AgencyModel


class User(AgencyModel, AbstractBaseUser):
    """Someone who signs in. Staff exist before they have an account and may never need e-mail."""

    username = models.CharField(max_length=60)  # the NIP, or an agency number
    is_active = models.BooleanField(default=True)
    toured_on = models.DateField(null=True)  # has seen, or waved away, the tour of the first visit

    objects = BaseUserManager["User"]()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "username"], name="user_once_per_agency")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_activated(self) -> bool:
        """The owner has chosen a password."""
        return bool(self.password) and self.has_usable_password()

    @property
    def is_in_use(self) -> bool:
        """The owner has a password or came in at a provider: nobody hands out a first code."""
        return self.is_activated or self.last_login is not None


class AccessCode(AgencyModel):
    """A one-time code: the first activation, or a reset after somebody has seen the person."""

    class Purpose(models.TextChoices):
        ACTIVATION = "activation", _("Aktivasi")
        RESET = "reset", _("Atur ulang")

    user = models.ForeignKey(User, models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=10, choices=Purpose)
    digest = models.CharField(max_length=64)  # keyed hash; the code itself is only printed
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    issued_by = models.BigIntegerField(null=True)
    # Who that was, in words the owner of the account is told.
    issuer = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "digest"], name="code_by_digest")]

    def __str__(self) -> str:
        return f"{self.purpose} #{self.user_id}"


class SignInFailures(AgencyModel):
    """Failed attempts per account (as a keyed hash of the name), so that guessing gets slow."""

    account = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    # Also the time of the last failure while there is no lock yet, so that old rows can go.
    locked_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "account"], name="failures_once_per_account")
        ]

    def __str__(self) -> str:
        return f"{self.count}"


class Grant(AgencyModel):
    """A role that does not follow from an assignment: given, dated, and for a part of the tree."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    unit_path = models.CharField(max_length=200, blank=True)  # empty: the whole agency
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "user"], name="grant_by_user")]

    def __str__(self) -> str:
        return self.role
