"""What somebody wrote without an account, by the address only they were given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from karsa.consultations import services as consultations
from karsa.consultations.models import Consultation, Contribution
from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.org.models.moderation import ModerationStep
from karsa.portal.door import Cost, enter, open_door
from karsa.portal.forms import AskAgainForm
from karsa.portal.views.here import here
from karsa.rules.refused import Refused
from karsa.surveys import services as surveys
from karsa.surveys.models import Comment
from karsa.surveys.queries.comments import comment_of

_METHODS = ["GET", "POST"]


@dataclass(frozen=True, slots=True)
class Mine:
    """What its author reads: the words, why they are hidden, what happened, and where to go."""

    text: str
    reason: str
    is_hidden: bool
    waits: bool
    steps: Sequence[ModerationStep]
    about: str
    back_url: str

    @property
    def headline(self) -> str:
        """What is true of it now."""
        if self.waits:
            return _("Tulisan Anda menunggu dilihat petugas")
        if self.is_hidden:
            return _("Tulisan Anda disembunyikan")
        return _("Tulisan Anda terbaca oleh semua orang")

    @property
    def can_ask(self) -> bool:
        """Hidden by a person, and nobody was asked to look again."""
        asked = any(step.is_asked for step in self.steps)
        return self.is_hidden and not self.waits and not asked


@csrf_exempt
@require_http_methods(_METHODS)
@never_cache
def opinion(request: HttpRequest, key: UUID) -> HttpResponse:
    """A citizen's argument or proposal."""
    agency, today = here(request)
    public = Consultation.objects.public(agency).values("pk")
    rows = Contribution.objects.select_related("consultation", "agency")
    row = get_object_or_404(rows, key=key, consultation__in=public, employee=None)

    def ask(words: str) -> None:
        consultations.ask_again_publicly(contribution=row, words=words, today=today)

    return _page(request, _opinion(row), ask)


@csrf_exempt
@require_http_methods(_METHODS)
@never_cache
def comment(request: HttpRequest, code: str) -> HttpResponse:
    """A comment under a survey's answers."""
    agency, today = here(request)
    row = comment_of(agency, code)

    def ask(words: str) -> None:
        surveys.ask_again(comment=row, words=words, today=today)

    return _page(request, _comment(row), ask)


def _page(request: HttpRequest, mine: Mine, ask: Callable[[str], None]) -> HttpResponse:
    form = AskAgainForm(request.POST or None) if mine.can_ask else None
    if form and request.method == "POST" and form.is_valid() and _asked(request, form, ask):
        return redirect(request.path)
    shown = {
        "mine": mine,
        "form": form,
        "door": open_door(clock.now()),
        "thanked": "kabar" in request.GET,
    }
    return render(request, "portal/my_words.html", shown)


def _asked(request: HttpRequest, form: AskAgainForm, ask: Callable[[str], None]) -> bool:
    """Ask; a refusal stands above the form, with what was typed."""
    agency, _today = here(request)
    try:
        enter(request, agency, clock.now(), Cost.OPINION)
        ask(form.cleaned_data["words"])
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return False
    return True


def _opinion(row: Contribution) -> Mine:
    hidden = row.state == Contribution.State.HIDDEN
    return Mine(
        text=row.text,
        reason=row.hidden_because,
        is_hidden=hidden,
        waits=hidden and not row.is_checked,
        steps=list(row.moderations.all()),
        about=row.consultation.title,
        back_url=reverse("portal:consultation", args=[row.consultation_id]),
    )


def _comment(row: Comment) -> Mine:
    return Mine(
        text=row.text,
        reason=row.why,
        is_hidden=row.state != Comment.State.SHOWN,
        waits=row.state in (Comment.State.WAITING, Comment.State.ASKED),
        steps=list(row.moderations.all()),
        about=row.survey.title,
        back_url=reverse("portal:satisfaction"),
    )
