"""Comments are read by a person before citizens read them; who hides one is not of the unit."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import Nobody, record
from karsa.kit.digests import keyed
from karsa.rules.moderation import check_second_look
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.surveys import policies
from karsa.surveys.models import Comment, CommentModeration

State = Comment.State


@transaction.atomic
def show_comment(*, actor: Actor, comment: Comment) -> Comment:
    """Let citizens read it.

    Raises PermissionDenied for whoever neither keeps the survey nor moderates from outside, and
    for keepers once somebody has hidden it.
    """
    found = _lock(comment)
    if not policies.can_show(actor, found):
        raise PermissionDenied
    return _move(actor, found, State.SHOWN, "")


@transaction.atomic
def hide_comment(*, actor: Actor, comment: Comment, reason: str) -> Comment:
    """Keep it from citizens, or uphold that; the reason is published in its place.

    Raises PermissionDenied for those whom it is about and, where its author asked for a second
    look, for who hid it; Refused without a reason.
    """
    found = _lock(comment)
    if not policies.can_hide(actor, found):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Tulis alasannya: data pribadi, hinaan, atau iklan."))
    return _move(actor, found, State.HIDDEN, reason.strip())


@transaction.atomic
def ask_again(*, comment: Comment, words: str, today: date) -> Comment:
    """Ask, as whoever holds its code, that somebody else looks at what was hidden.

    Raises Refused where nobody hid it, without words, or a second time.
    """
    found = _lock(comment)
    check_second_look(
        is_hidden=found.state == State.HIDDEN,
        asked_before=found.moderations.filter(is_asked=True).exists(),
        words=words,
    )
    found.state = State.ASKED
    found.save(update_fields=["state"])
    _step(found, today, hides=True, is_asked=True, reason=words.strip()[:300])
    record(Nobody(found.agency, today), "comment.asked_again", found)
    return found


@transaction.atomic
def report_comment(*, comment: Comment, reason: str, browser: str, today: date) -> Comment:
    """Tell the moderators of a comment that citizens read, once per browser; it hides nothing.

    Kept of the browser is a keyed hash with the comment. Raises Refused where it is not published.
    """
    found = _lock(comment)
    if found.state != State.SHOWN:
        raise Refused(_("Tulisan ini sudah disembunyikan."))
    _report, is_new = found.reports.get_or_create(
        browser=keyed("surveys-comment-report", found.pk, browser),
        defaults={"agency_id": found.agency_id, "reason": reason, "day": today},
    )
    if is_new:
        record(Nobody(found.agency, today), "comment.reported", found)
    return found


def _move(actor: Actor, found: Comment, state: str, why: str) -> Comment:
    hides = state == State.HIDDEN
    changes = hides or found.state != State.WAITING
    found.state, found.why = state, why
    found.save(update_fields=["state", "why"])
    found.reports.update(is_open=False)
    if changes:
        _step(found, actor.today, hides=hides, reason=why, by_id=actor.employee_id)
    record(actor, "comment.hidden" if hides else "comment.shown", found, note=why)
    return found


def _step(found: Comment, day: date, **fields: object) -> None:
    CommentModeration.objects.create(agency_id=found.agency_id, comment=found, day=day, **fields)


def _lock(comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("survey__service__unit")
    return rows.get(pk=comment.pk)
