"""How an agency's people sign in: whether two steps are asked for, and a provider of identities."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.backend import open_accounts
from karsa.accounts.models import IdentityProvider, User
from karsa.accounts.oidc.client import seal_secret
from karsa.accounts.policies import can_set_ways
from karsa.accounts.services.codes import Oneself
from karsa.audit.services import record
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Written:
    """What the administrator wrote about the provider; an empty secret keeps the old one."""

    name: str
    issuer: str
    client_id: str
    secret: str
    claim: str
    is_on: bool
    opens_accounts: bool
    asks_second_factor: bool


@transaction.atomic
def choose_second_factor(*, actor: Actor, wanted: str) -> None:
    """Set who must have a second factor. Raises PermissionDenied. Two queries."""
    if not can_set_ways(actor):
        raise PermissionDenied
    agency = Agency.objects.select_for_update().get(pk=actor.agency.pk)
    before, agency.second_factor = agency.second_factor, wanted
    agency.save(update_fields=["second_factor"])
    record(actor, "accounts.second_factor_chosen", agency, note=f"{before} → {wanted}")


@transaction.atomic
def save_provider(*, actor: Actor, written: Written) -> IdentityProvider:
    """Keep what is known of the provider. Raises PermissionDenied. Four queries."""
    if not can_set_ways(actor):
        raise PermissionDenied
    fields = {
        "name": written.name,
        "issuer": written.issuer,
        "client_id": written.client_id,
        "claim": written.claim,
        "is_on": written.is_on,
        "opens_accounts": written.opens_accounts,
        "asks_second_factor": written.asks_second_factor,
    }
    if written.secret:
        fields["sealed_secret"] = seal_secret(actor.agency.pk, written.secret)
    provider, _made = IdentityProvider.objects.update_or_create(
        agency=actor.agency, defaults=fields
    )
    record(actor, "accounts.provider_saved", provider, note=written.issuer)
    return provider


@transaction.atomic
def account_of(*, provider: IdentityProvider, number: str, now: datetime) -> User | None:
    """Return the open account of an employee number; None where there is none.

    Only of somebody in the staff list: a name anybody may take at a provider ("admin") opens no
    account of the machine's own. One is made only if the agency said so, for somebody of the
    list who has none. Up to seven queries.
    """
    agency = provider.agency
    if provider.opens_accounts and not User.objects.filter(agency=agency, username=number).exists():
        _open_for(agency, number, now)
    staff = open_accounts().filter(employee__isnull=False)
    return staff.filter(agency=agency, username=number).first()


def _open_for(agency: Agency, number: str, now: datetime) -> None:
    staff = User._meta.get_field("employee").related_model  # declared higher up
    known = staff._default_manager.filter(agency=agency, nip=number, is_active=True, user=None)
    if known.select_for_update().first():
        user = User.objects.create(agency=agency, username=number, password=make_password(None))
        known.update(user=user)
        record(Oneself(agency, user.pk, now), "accounts.opened_by_provider", user)
