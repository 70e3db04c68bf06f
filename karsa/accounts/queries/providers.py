"""The agency's provider of identities."""

from karsa.accounts.models import IdentityProvider
from karsa.tenancy.models import Agency

State = IdentityProvider.State


def provider_of(agency: Agency) -> IdentityProvider | None:
    """Return the provider people may sign in with; None where there is none. One query."""
    return IdentityProvider.objects.filter(agency=agency, state=State.IN_FORCE, is_on=True).first()


def providers_of(agency: Agency) -> dict[str, IdentityProvider]:
    """Return the provider in force, shown or not, and the one that waits, by state. One query."""
    rows = IdentityProvider.objects.filter(agency=agency)
    return {row.state: row for row in rows.select_related("written_by", "confirmed_by")}
