"""Tokens: given by the administrator, shown once, ended by a day or by hand."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.kit.digests import keyed
from karsa.machines.models import Scope, Token
from karsa.machines.policies import can_connect
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

LONGEST = 365
_PREFIX = "karsa_api_"
_USE = "machines-token"


@transaction.atomic
def give_token(*, actor: Actor, name: str, scopes: Sequence[str], days: int) -> tuple[Token, str]:
    """Return a new token with its text, which nobody can read again.

    Raises PermissionDenied to all but the administrator; Refused without a name or scope, or
    for more than a year.
    """
    if not can_connect(actor):
        raise PermissionDenied
    if not name.strip() or not scopes or not set(scopes) <= set(Scope.values):
        raise Refused(_("Beri nama dan pilih paling sedikit satu izin."))
    if not 1 <= days <= LONGEST:
        raise Refused(_("Token berlaku paling lama satu tahun."))
    text = _PREFIX + secrets.token_urlsafe(32)
    made = Token.objects.create(
        agency=actor.agency,
        name=name.strip(),
        digest=keyed(_USE, actor.agency.pk, text),
        head=text[len(_PREFIX) :][:6],
        scopes=sorted(scopes),
        created_at=actor.now,
        created_by=actor.user_id,
        expires_on=actor.today + timedelta(days=days),
    )
    record(actor, "machines.token_given", made, note=" ".join(made.scopes))
    return made, text


@transaction.atomic
def revoke_token(*, actor: Actor, token_id: int) -> Token:
    """End a token at once. Raises Token.DoesNotExist, PermissionDenied, Refused if it is ended."""
    if not can_connect(actor):
        raise PermissionDenied
    found = Token.objects.select_for_update().get(pk=token_id, agency=actor.agency)
    if found.revoked_at is not None:
        raise Refused(_("Token ini sudah dicabut."))
    found.revoked_at = actor.now
    found.save(update_fields=["revoked_at"])
    record(actor, "machines.token_revoked", found)
    return found


def token_of(agency: Agency, text: str, today: date) -> Token | None:
    """Return the open token of that text, None for any other. One query, two on a new day."""
    if not text.startswith(_PREFIX):
        return None
    found = Token.objects.filter(agency=agency, digest=keyed(_USE, agency.pk, text)).first()
    if found is None or not found.is_open(today):
        return None
    if found.used_on != today:
        found.used_on = today
        found.save(update_fields=["used_on"])
    return found
