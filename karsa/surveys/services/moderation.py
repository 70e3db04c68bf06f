"""Comments are read by a person before citizens read them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.surveys import policies
from karsa.surveys.models import Comment


@transaction.atomic
def show_comment(*, actor: Actor, comment: Comment) -> Comment:
    """Let citizens read it. Raises PermissionDenied for whoever does not keep the survey."""
    return _move(actor, comment, Comment.State.SHOWN, "", "comment.shown")


@transaction.atomic
def hide_comment(*, actor: Actor, comment: Comment, reason: str) -> Comment:
    """Keep it from citizens, saying why; the reason is published in its place.

    Raises PermissionDenied for others; Refused without a reason.
    """
    if not reason.strip():
        raise Refused(_("Tulis alasannya: data pribadi, hinaan, atau iklan."))
    return _move(actor, comment, Comment.State.HIDDEN, reason.strip(), "comment.hidden")


def _move(actor: Actor, comment: Comment, state: str, why: str, verb: str) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("survey__service__unit")
    found = rows.get(pk=comment.pk)
    if not policies.can_keep(actor, found.survey.service.unit):
        raise PermissionDenied
    found.state, found.why = state, why
    found.save(update_fields=["state", "why"])
    record(actor, verb, found, note=why)
    return found
