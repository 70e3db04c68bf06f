import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.portal.door import Cost, day_digest, enter, is_among, open_door
from karsa.portal.survey_form import SurveyForm
from karsa.portal.views.here import here
from karsa.rules.calendar import local_day
from karsa.rules.refused import Refused
from karsa.rules.survey import check_open
from karsa.surveys import services
from karsa.surveys.models import Response, SurveyPlace
from karsa.surveys.queries.questionnaire import Questionnaire, questionnaire_at
from karsa.surveys.services import Came, Said
from karsa.tenancy.models import Agency

Origin = Response.Origin
_CODE = re.compile(r"[0-9a-f]{32}")  # of a comment
_THANKED = 6  # seconds until a screen at the counter begins anew


@dataclass(frozen=True, slots=True)
class _Visit:
    """Where somebody answers, on which day, and by what way they came."""

    place: SurveyPlace
    now: datetime
    origin: str
    token: str = ""

    @property
    def today(self) -> date:
        return local_day(self.now, self.place.agency.zone)


# Without Django's token, which would set a cookie on reading: the form's own signed ticket stands
# in its place, and there is no account that somebody else's page could act for.
@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def survey(request: HttpRequest, code: str) -> HttpResponse:
    """The questionnaire behind a QR."""
    return _answer(request, code, Origin.QR)


@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """The same on a screen at the counter, which begins anew for the next person."""
    return _answer(request, code, Origin.KIOSK)


@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def link(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """The same behind a link that was given after a service: one answer, until a day."""
    return _answer(request, code, Origin.LINK, token)


@require_GET
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """What happens with the answer; a screen at the counter goes back by itself."""
    place = _shown(request, code).place
    is_kiosk = request.GET.get("dari") == Origin.KIOSK
    code = request.GET.get("tulisan", "")
    shown = {"place": place, "is_kiosk": is_kiosk, "code": code if _CODE.fullmatch(code) else ""}
    response = render(request, "portal/survey_thanks.html", shown)
    if is_kiosk:
        again = reverse("portal:survey_kiosk", args=[place.code])
        response["Refresh"] = f"{_THANKED};url={again}"
    return response


def _answer(request: HttpRequest, code: str, origin: str, token: str = "") -> HttpResponse:
    shown = _shown(request, code)
    visit = _Visit(shown.place, clock.now(), origin, token)
    if request.method == "GET" and (why := _closed(visit)):
        return render(request, "portal/survey_closed.html", {"place": visit.place, "why": why})
    form = SurveyForm(request.POST or None, shown=shown)
    if request.method == "POST" and form.is_valid():
        said = _said(request, visit, form)
        if said is not None:
            return redirect(_thanks_url(visit, said))
    return _page(request, visit, shown, form)


def _page(
    request: HttpRequest, visit: _Visit, shown: Questionnaire, form: SurveyForm
) -> HttpResponse:
    context = {
        "place": visit.place,
        "shown": shown,
        "form": form,
        "door": open_door(visit.now),
        "is_kiosk": visit.origin == Origin.KIOSK,
    }
    return render(request, "portal/survey.html", context)


def _closed(visit: _Visit) -> str:
    found = visit.place.survey
    try:
        check_open(found.state, found.starts, found.ends, visit.today)
        if visit.token:
            services.check_link(visit.place, visit.token, visit.today)
    except Refused as why:
        return sentence(why)
    return ""


def _thanks_url(visit: _Visit, said: Said) -> str:
    """With the code of a comment, but for the next person at a screen not to read."""
    asked = {"dari": visit.origin}
    if said.comment.strip() and visit.origin != Origin.KIOSK:
        asked["tulisan"] = services.comment_code(visit.place.agency_id, said.key)
    return f"{reverse('portal:survey_thanks', args=[visit.place.code])}?{urlencode(asked)}"


def _said(request: HttpRequest, visit: _Visit, form: SurveyForm) -> Said | None:
    """Keep what was answered; a refusal stands above the form, with everything in it."""
    agency = visit.place.agency
    try:
        said = form.said(enter(request, agency, visit.now, Cost.ANSWER).key)
        services.answer(
            place=visit.place,
            said=said,
            came=_came(request, agency, visit),
            today=visit.today,
            token=visit.token,
        )
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return None
    return said


def _came(request: HttpRequest, agency: Agency, visit: _Visit) -> Came:
    """Its way in; of the device only a hash that is another one tomorrow."""
    browser = request.headers.get("User-Agent", "")[:300]
    device = day_digest(request, agency, visit.now, "device", browser)
    return Came(visit.origin, device, is_among(request, settings.STAFF_NETWORKS))


def _shown(request: HttpRequest, code: str) -> Questionnaire:
    agency, _today = here(request)
    found = questionnaire_at(agency, code, request.GET.get("bahasa", ""))
    if found is None:
        raise Http404
    return found
