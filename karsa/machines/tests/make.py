"""Machines of a test: a token with scopes, an address that is told."""

from datetime import timedelta
from typing import Any

from karsa.accounts.actor import Actor
from karsa.kit.sealing import seal
from karsa.machines.models import Hook, Scope, Token
from karsa.machines.services.hooks import SEALED
from karsa.machines.services.tokens import give_token
from karsa.org.queries.actor import system_actor
from karsa.org.tests import make
from karsa.tenancy.models import Agency

SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


def administrator(agency: Agency) -> Actor:
    return system_actor(agency, make.NOW)


def token(agency: Agency, *scopes: Scope, days: int = 90) -> tuple[Token, str]:
    chosen = [scope.value for scope in scopes] or list(Scope.values)
    return give_token(actor=administrator(agency), name="Simpeg", scopes=chosen, days=days)


def hook(agency: Agency, *events: str, **over: Any) -> Hook:
    defaults: dict[str, Any] = {
        "name": f"Papan {Hook.objects.filter(agency=agency).count() + 1}",
        "address": "https://papan.contoh.go.id/kabar",
        "events": list(events),
        "secret": seal(SEALED, agency.pk, SECRET),
        "created_at": make.NOW - timedelta(days=1),
    }
    return Hook.objects.create(agency=agency, **(defaults | over))
