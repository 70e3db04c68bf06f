"""A reader says that words on a public page should not stand there; a moderator decides."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from karsa.consultations import services as consultations
from karsa.consultations.models import Consultation, Contribution
from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.portal.door import Cost, browser_of, enter, open_door, remember
from karsa.portal.forms import WordReportForm
from karsa.portal.views.here import here
from karsa.rules.refused import Refused
from karsa.surveys import services as surveys
from karsa.surveys.queries.results import published_comments

_METHODS = ["GET", "POST"]


@csrf_exempt
@require_http_methods(_METHODS)
@never_cache
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """An argument or proposal of a public consultation."""
    agency, _today = here(request)
    public = Consultation.objects.public(agency).values("pk")
    rows = Contribution.objects.filter(consultation__in=public, state=Contribution.State.SHOWN)
    row = get_object_or_404(rows, pk=pk)
    back_url = reverse("portal:consultation", args=[row.consultation_id])
    return _page(request, row.text, back_url, consultations.report, contribution=row)


@csrf_exempt
@require_http_methods(_METHODS)
@never_cache
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A published comment under a survey."""
    agency, _today = here(request)
    row = get_object_or_404(published_comments(agency), pk=pk)
    back_url = reverse("portal:unit_reports", args=[row.survey.service.unit_id])
    return _page(request, row.text, back_url, surveys.report_comment, comment=row)


@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens with it now."""
    return render(request, "portal/word_reported.html")


def _page(
    request: HttpRequest, text: str, back_url: str, report: Callable[..., object], **words: Any
) -> HttpResponse:
    form, sent = WordReportForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        sent = _sent(request, form, lambda **said: report(**words, **said))
    shown = {"text": text, "back_url": back_url, "form": form, "door": open_door(clock.now())}
    return sent or render(request, "portal/word_report.html", shown)


def _sent(
    request: HttpRequest, form: WordReportForm, report: Callable[..., object]
) -> HttpResponse | None:
    """Report, and thank on a page of its own; a refusal stands above the form."""
    agency, today = here(request)
    try:
        ticket = enter(request, agency, clock.now(), Cost.OPINION)
        browser = browser_of(request, ticket)
        report(reason=form.cleaned_data["reason"], browser=browser, today=today)
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return None
    response = redirect("portal:word_reported")
    remember(response, browser)
    return response
