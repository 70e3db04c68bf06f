"""How an agency's people sign in: whether two steps are asked for, and a provider of identities."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.backend import open_accounts
from karsa.accounts.models import IdentityProvider, User
from karsa.accounts.oidc.client import seal_secret
from karsa.accounts.policies import can_confirm_provider, can_see_ways, can_set_ways
from karsa.accounts.services.codes import Oneself
from karsa.audit.services import record
from karsa.jobs import services as jobs
from karsa.tenancy.models import Agency

State = IdentityProvider.State
# Whose word about people is taken, and what more of it is.
_KEY = ("issuer", "client_id", "claim")
_OPENING = ("is_on", "opens_accounts", "asks_second_factor")


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
    """Write down a provider; return it, in force or waiting for a second person.

    What opens nothing that was closed is in force at once; of what waits the second persons are
    told. A secret is kept only for the client it belongs to. Raises PermissionDenied. Five
    queries.
    """
    if not can_set_ways(actor):
        raise PermissionDenied
    rows = IdentityProvider.objects.select_for_update().filter(agency=actor.agency)
    known = {row.state: row for row in rows}
    provider = IdentityProvider(
        agency=actor.agency,
        written_by_id=actor.user_id,
        **{name: getattr(written, name) for name in (*_KEY, *_OPENING, "name")},
    )
    in_force = known.get(State.IN_FORCE)
    opens = in_force is None or written.secret != "" or _opens_more(provider, in_force)
    provider.state = State.WAITING if opens else State.IN_FORCE
    earlier = [known[state] for state in (provider.state, State.IN_FORCE) if state in known]
    provider.sealed_secret = _secret(actor, written, earlier)
    if provider.state in known:
        # A row of its own: whoever confirms, confirms what was on the page.
        known[provider.state].delete()
    provider.save()
    record(actor, "accounts.provider_saved", provider, note=written.issuer)
    if opens:
        jobs.later("inbox.provider_waits", actor.agency, provider_id=provider.pk)
    return provider


@transaction.atomic
def confirm_provider(*, actor: Actor, provider_id: int) -> None:
    """Let what waits come into force, as the second person. Seven queries.

    Raises IdentityProvider.DoesNotExist, PermissionDenied to its author and whoever is no second
    person.
    """
    rows = IdentityProvider.objects.select_for_update().filter(agency=actor.agency)
    provider = rows.get(pk=provider_id, state=State.WAITING)
    if not can_confirm_provider(actor, provider):
        raise PermissionDenied
    rows.filter(state=State.IN_FORCE).delete()
    provider.state, provider.confirmed_by_id = State.IN_FORCE, actor.user_id
    provider.save(update_fields=["state", "confirmed_by"])
    record(actor, "accounts.provider_in_force", provider, note=provider.issuer)


@transaction.atomic
def drop_provider(*, actor: Actor, provider_id: int) -> None:
    """Let what waits go, by its author or a second person. Three queries.

    Raises IdentityProvider.DoesNotExist, PermissionDenied.
    """
    if not can_see_ways(actor):
        raise PermissionDenied
    rows = IdentityProvider.objects.select_for_update().filter(agency=actor.agency)
    provider = rows.get(pk=provider_id, state=State.WAITING)
    record(actor, "accounts.provider_dropped", provider, note=provider.issuer)
    provider.delete()


def _secret(actor: Actor, written: Written, known: Iterable[IdentityProvider]) -> str:
    if written.secret:
        return seal_secret(actor.agency.pk, written.secret)
    same = (
        one for one in known if (one.issuer, one.client_id) == (written.issuer, written.client_id)
    )
    return next((one.sealed_secret for one in same), "")


def _opens_more(new: IdentityProvider, old: IdentityProvider) -> bool:
    """Whether somebody could come in who could not before."""
    return any(getattr(new, name) != getattr(old, name) for name in _KEY) or any(
        getattr(new, name) and not getattr(old, name) for name in _OPENING
    )


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
