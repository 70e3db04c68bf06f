"""Granted roles: given and ended with dates, never erased."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant, User
from karsa.accounts.policies import can_grant
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.rules.dates import check_order
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# These work for a part of the tree; the others serve the whole agency or one is chosen.
NEEDS_UNIT = frozenset({Role.EVALUATION_TEAM, Role.UNIT_OPERATOR})


@transaction.atomic
def give_role(
    *, actor: Actor, user: User, role: Role, unit_path: str, starts: date, ends: date | None
) -> Grant:
    """Give `user` a granted role for a subtree ("" is the whole agency) and return it.

    Raises PermissionDenied if the actor may not grant it; Refused for days in the wrong order,
    a missing unit, or a role that is held already. Three queries.
    """
    if not can_grant(actor, role) or user.agency_id != actor.agency.pk:
        raise PermissionDenied
    check_order(starts, ends)
    if role in NEEDS_UNIT and not unit_path:
        raise Refused(_("Peran ini berlaku untuk satu unit. Pilih unitnya."))
    held = Grant.objects.filter(
        agency=actor.agency, user=user, role=role, unit_path=unit_path
    ).exclude(ends__lt=starts)
    if held.exists():
        raise Refused(_("Orang ini sudah memegang peran itu pada masa yang sama."))
    grant = Grant.objects.create(
        agency=actor.agency, user=user, role=role, unit_path=unit_path, starts=starts, ends=ends
    )
    record(actor, "accounts.role_given", grant, note=role)
    return grant


@transaction.atomic
def end_role(*, actor: Actor, grant_id: int) -> Grant:
    """End a granted role today: it no longer counts from this moment; return it.

    Raises Grant.DoesNotExist; PermissionDenied if the actor may not grant that role; Refused
    if it has ended, or the agency would be left without an administrator. Four queries.
    """
    grant = Grant.objects.select_for_update().get(agency=actor.agency, pk=grant_id)
    if not can_grant(actor, Role(grant.role)):
        raise PermissionDenied
    last = actor.today - timedelta(days=1)
    if grant.ends is not None and grant.ends <= last:
        raise Refused(_("Peran ini sudah berakhir."))
    if grant.role == Role.ADMINISTRATOR and not _another_administrator(actor, grant):
        raise Refused(
            _("Ini administrator terakhir. Beri peran itu kepada orang lain lebih dahulu.")
        )
    grant.ends = last
    grant.save(update_fields=["ends"])
    record(actor, "accounts.role_ended", grant, note=grant.role)
    return grant


def _another_administrator(actor: Actor, grant: Grant) -> bool:
    """Whether someone else who can sign in administers today."""
    others = Grant.objects.filter(
        agency=actor.agency, role=Role.ADMINISTRATOR, starts__lte=actor.today
    ).exclude(pk=grant.pk)
    return others.exclude(ends__lt=actor.today).filter(user__is_active=True).exists()
