from django.db import models

from karsa.tenancy.models import AgencyModel


class IdentityProvider(AgencyModel):
    """The agency's own provider of identities (OpenID Connect), where it has one."""

    name = models.CharField(max_length=60)  # on the button: "Masuk dengan SSO Kabupaten"
    issuer = models.URLField(max_length=300)
    client_id = models.CharField(max_length=200)
    sealed_secret = models.TextField(blank=True)  # kit/sealing.py
    claim = models.CharField(max_length=60, default="nip")  # which claim tells the NIP
    is_on = models.BooleanField(default=False)
    opens_accounts = models.BooleanField(default=False)
    # The provider asks for a second factor itself, so that we need not.
    asks_second_factor = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency"], name="one_identity_provider_per_agency")
        ]

    def __str__(self) -> str:
        return self.name
