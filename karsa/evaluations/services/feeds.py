"""The secret address of one's deadlines: made, made anew, revoked."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import DeadlineFeed
from karsa.kit.digests import keyed
from karsa.tenancy.models import Agency

_USE = "evaluations-deadlines"


@transaction.atomic
def make_feed(*, actor: Actor) -> str:
    """Return a new secret, shown once; the address before it no longer answers.

    Raises PermissionDenied to an account without an employee. Five queries.
    """
    if actor.employee_id is None:
        raise PermissionDenied
    secret = secrets.token_urlsafe(32)
    row, _made = DeadlineFeed.objects.update_or_create(
        agency=actor.agency,
        employee_id=actor.employee_id,
        defaults={"digest": keyed(_USE, actor.agency.pk, secret), "made_at": actor.now},
    )
    record(actor, "evaluations.feed_made", row)
    return secret


@transaction.atomic
def revoke_feed(*, actor: Actor) -> None:
    """Let the address answer no longer; nothing happens where there is none. Three queries."""
    row = DeadlineFeed.objects.filter(agency=actor.agency, employee=actor.me).first()
    if row is not None:
        record(actor, "evaluations.feed_revoked", row)
        row.delete()


def feed_by_secret(agency: Agency, secret: str) -> DeadlineFeed | None:
    """Return the feed of an active person whose address this is. One query."""
    rows = DeadlineFeed.objects.select_related("employee__user")
    return rows.filter(
        agency=agency,
        digest=keyed(_USE, agency.pk, secret),
        employee__is_active=True,
        employee__user__is_active=True,
    ).first()
