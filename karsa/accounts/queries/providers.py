"""The agency's provider of identities."""

from karsa.accounts.models import IdentityProvider
from karsa.tenancy.models import Agency


def provider_of(agency: Agency) -> IdentityProvider | None:
    """Return the provider people may sign in with; None where there is none. One query."""
    return IdentityProvider.objects.filter(agency=agency, is_on=True).first()


def provider_set_up(agency: Agency) -> IdentityProvider | None:
    """Return the provider the administrator wrote down, shown or not. One query."""
    return IdentityProvider.objects.filter(agency=agency).first()
