"""One's own password."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.audit.services import record


@transaction.atomic
def change(*, actor: Actor, user: User, new: str) -> None:
    """Give one's own account another password; the form has asked for the present one.

    Raises PermissionDenied for the account of somebody else. Two queries.
    """
    if user.pk != actor.user_id:
        raise PermissionDenied
    user.set_password(new)
    user.save(update_fields=["password"])
    record(actor, "accounts.password_changed", user)
