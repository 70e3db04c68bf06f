"""Praise on the unit's wall: only when giver and receiver both want it, and as long as they do."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.feedback.models import Feedback
from karsa.feedback.policies import can_reply, can_unshare
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def share(*, actor: Actor, feedback: Feedback) -> Feedback:
    """Put praise about oneself on the wall of one's unit.

    Raises PermissionDenied for anybody else; Refused where the giver did not offer it.
    """
    row = Feedback.objects.select_for_update(of=("self",)).get(pk=feedback.pk)
    if not can_reply(actor, row):
        raise PermissionDenied
    if not row.is_sharable:
        raise Refused(_("Pemberinya belum mengizinkan pujian ini ditampilkan."))
    row.is_shared = True
    row.save(update_fields=["is_shared"])
    record(actor, "feedback.shared", row)
    return row


@transaction.atomic
def unshare(*, actor: Actor, feedback: Feedback) -> Feedback:
    """Take it off the wall: the receiver for now, the giver for good.

    Raises PermissionDenied for anybody else.
    """
    row = Feedback.objects.select_for_update(of=("self",)).get(pk=feedback.pk)
    if not can_unshare(actor, row):
        raise PermissionDenied
    row.is_shared = False
    row.is_sharable = row.is_sharable and row.giver_id != actor.me
    row.save(update_fields=["is_shared", "is_sharable"])
    record(actor, "feedback.unshared", row)
    return row
