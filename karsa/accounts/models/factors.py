"""What somebody has besides a password: an app that counts codes, keys of devices, a paper."""

from django.db import models

from karsa.accounts.models.accounts import User
from karsa.tenancy.models import AgencyModel


class TotpSecret(AgencyModel):
    """The secret an authenticator app shares with us (RFC 6238); counts once it was confirmed."""

    user = models.OneToOneField(User, models.CASCADE, related_name="totp")
    sealed = models.TextField()  # kit/sealing.py: only this server reads it
    confirmed_at = models.DateTimeField(null=True)
    # The last step of 30 seconds whose code was taken: it and older ones are refused.
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"totp #{self.user_id}"


class Passkey(AgencyModel):
    """A key pair a device keeps for its owner (WebAuthn); the public half is ours."""

    user = models.ForeignKey(User, models.CASCADE, related_name="passkeys")
    credential_id = models.CharField(max_length=1400)  # base64url; the norm allows 1,023 bytes
    public_key = models.TextField()  # COSE, base64url
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "credential_id"], name="passkey_once_per_agency"
            )
        ]

    def __str__(self) -> str:
        return f"passkey #{self.user_id}"


class RecoveryCode(AgencyModel):
    """One of ten codes on paper, each good once, for the day the phone is lost."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"recovery #{self.user_id}"
