"""Comments as moderators and their authors see them."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from karsa.accounts.actor import Actor
from karsa.kit.digests import keyed
from karsa.org.queries.moderation import moderated
from karsa.surveys.models import Comment, CommentReport, Survey
from karsa.surveys.queries.lists import kept
from karsa.tenancy.models import Agency

_WAITING = (Comment.State.WAITING, Comment.State.ASKED)


def waiting_comments(actor: Actor) -> QuerySet[Comment]:
    """Return what nobody has read yet, should read again, or was reported by readers.

    In surveys the actor keeps (to let it pass) or moderates from outside, with service and unit.
    One query now, two for steps and reports.
    """
    path = "survey__service__unit__path"
    seen = Survey.objects.visible_to(actor).values("pk")
    rows = Comment.objects.filter(Q(state__in=_WAITING) | _reported(), survey__in=seen)
    mine = rows.filter(Q(kept(actor, path)) | moderated(actor, path))
    return mine.select_related("survey__service__unit").prefetch_related("moderations", "reports")


def _reported() -> Q:
    """Published, and a reader said that it should not be."""
    open_ones = CommentReport.objects.filter(comment=OuterRef("pk"), is_open=True)
    return Q(Exists(open_ones), state=Comment.State.SHOWN)


def comment_of(agency: Agency, code: str) -> Comment:
    """Return the comment whose author was given `code`, or raise Http404. One query."""
    rows = Comment.objects.filter(agency=agency).select_related("survey", "agency")
    return get_object_or_404(rows, receipt=receipt_of(agency.pk, code))


def receipt_of(agency_id: int, code: str) -> str:
    """Return what is stored of the code by which an author finds a comment. No query."""
    return keyed("surveys-comment-receipt", agency_id, code)
