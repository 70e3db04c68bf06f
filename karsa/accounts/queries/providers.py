"""The agency's provider of identities."""

from datetime import date

from django.db.models import Q, QuerySet

from karsa.accounts.models import Grant, IdentityProvider, User
from karsa.accounts.policies import seats_beside
from karsa.tenancy.models import Agency

State = IdentityProvider.State


def provider_of(agency: Agency) -> IdentityProvider | None:
    """Return the provider people may sign in with; None where there is none. One query."""
    return IdentityProvider.objects.filter(agency=agency, state=State.IN_FORCE, is_on=True).first()


def providers_of(agency: Agency) -> dict[str, IdentityProvider]:
    """Return the provider in force, shown or not, and the one that waits, by state. One query."""
    rows = IdentityProvider.objects.filter(agency=agency)
    people = ("written_by__employee", "confirmed_by")
    return {row.state: row for row in rows.select_related(*people)}


def second_persons(provider: IdentityProvider, today: date) -> QuerySet[User]:
    """Return the accounts whose owners may confirm what waits. One query, lazily."""
    seats = Grant.objects.filter(
        agency=provider.agency_id, role__in=seats_beside(provider.written_by)
    )
    held = seats.filter(Q(ends=None) | Q(ends__gte=today), starts__lte=today)
    staff = User.objects.filter(is_active=True, employee__isnull=False, pk__in=held.values("user"))
    return staff.exclude(pk=provider.written_by_id or 0)
