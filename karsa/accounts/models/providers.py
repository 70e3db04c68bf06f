from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.accounts.models.accounts import User
from karsa.tenancy.models import AgencyModel


class IdentityProvider(AgencyModel):
    """The agency's own provider of identities (OpenID Connect), where it has one.

    Whoever holds it can say who anybody is: what one administrator writes waits for a second
    person (docs/decisions/0048).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu orang kedua")
        IN_FORCE = "in_force", _("Berlaku")

    state = models.CharField(
        max_length=10, choices=State, default=State.IN_FORCE, db_default=State.IN_FORCE
    )
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
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
            models.UniqueConstraint(
                fields=["agency", "state"], name="one_identity_provider_per_state"
            )
        ]

    def __str__(self) -> str:
        return self.name
