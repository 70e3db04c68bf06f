"""A reporter follows their report: how it stands, and what they say to it."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.complaints import services
from karsa.complaints.models import Case
from karsa.complaints.queries.papers import UNKNOWN
from karsa.complaints.queries.seen import file_of, tracked
from karsa.complaints.services.codes import find
from karsa.files.responses import send
from karsa.inbox.services import push_key
from karsa.jobs.services import once
from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.portal.door import Cost, check_pace, enter, open_door
from karsa.portal.report_forms import CodeForm, RatingForm, WordsForm
from karsa.portal.tracking import case_of, forget_case, remember_case
from karsa.portal.views.here import here
from karsa.rules.refused import Refused

_CASE = "portal:case"
Act = Callable[[Case, dict[str, Any], date], object]


@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """Type the code; whatever opens nothing is answered alike, and only so often."""
    agency, _today = here(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            check_pace(request, agency, clock.now(), Cost.CODE)
            case = find(agency, form.cleaned_data["code"])
            if case is None:
                raise Refused(UNKNOWN)
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            response = redirect(_CASE)
            remember_case(response, case)
            return response
    return render(request, "portal/track.html", {"form": form})


@require_GET
@never_cache
def case(request: HttpRequest) -> HttpResponse:
    """How the report stands, for the browser that has opened it."""
    agency, today = here(request)
    found = case_of(request, agency)
    if found is None:
        return redirect("portal:track")
    return _page(request, found, today)


@csrf_exempt
@require_POST
@never_cache
def act(request: HttpRequest, verb: str) -> HttpResponse:
    """Add, rate, confirm, dispute, open again; a refusal keeps what was typed."""
    agency, today = here(request)
    if verb not in _ACTS:
        raise Http404
    found = case_of(request, agency)
    if found is None:
        return redirect("portal:track")
    kind, does = _ACTS[verb]
    form = kind(request.POST, request.FILES)
    if form.is_valid() and _done(request, found, form, does):
        return redirect(f"{reverse(_CASE)}?kabar={verb}")
    return _page(request, found, today, {verb: form})


@require_POST
@csrf_exempt
def close(request: HttpRequest) -> HttpResponse:
    """Close the report on this browser."""
    response = redirect("portal:track")
    forget_case(response)
    return response


@require_GET
@never_cache
def case_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A photo or paper of a step that the reporter reads."""
    agency, _today = here(request)
    found = case_of(request, agency)
    stored = file_of(found, pk) if found else None
    if stored is None:
        raise Http404
    return send(stored, inline=True)


@csrf_exempt
@require_POST
@never_cache
def device(request: HttpRequest) -> HttpResponse:
    """This browser hears of the report's news, or with `lepas` no longer. Answers without words."""
    agency, _today = here(request)
    found = case_of(request, agency)
    if found is None:
        raise Http404
    asked = request.POST
    endpoint = asked.get("endpoint", "")
    if "lepas" in asked:
        services.stop(case=found, endpoint=endpoint)
    else:
        check_pace(request, agency, clock.now(), Cost.REPORT)
        keys = {name: asked.get(name, "") for name in ("p256dh", "auth")}
        services.listen(case=found, endpoint=endpoint, **keys)
    return HttpResponse(status=204)


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of reports: it shows that there is news, and keeps nothing."""
    script = f"importScripts({json.dumps(static('karsa/reporter.js'))});"
    return HttpResponse(script, content_type="text/javascript")


def _done(request: HttpRequest, found: Case, form: Form, does: Act) -> bool:
    agency, today = here(request)
    try:
        cost = Cost.OPINION * (1 + len(form.cleaned_data.get("photos", ())))
        ticket = enter(request, agency, clock.now(), cost)
        with transaction.atomic():
            if once(agency, f"report:{ticket.key}"):
                does(found, form.cleaned_data, today)
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return False
    return True


def _page(
    request: HttpRequest, found: Case, today: date, typed: dict[str, Form] | None = None
) -> HttpResponse:
    shown = tracked(found, today)
    known = {"stars": shown.main.rating}
    forms = {
        verb: kind(auto_id=f"{verb}-%s", initial=known) for verb, (kind, _does) in _ACTS.items()
    }
    context = {
        "shown": shown,
        "case": shown.case,
        "main": shown.main,
        "forms": forms | (typed or {}),
        "door": open_door(clock.now()),
        "news": _NEWS.get(request.GET.get("kabar", "")),
        "headline": _HEADLINES[Case.State(shown.main.state)],
        "push_key": "" if shown.main.closed_on else push_key(),
    }
    return render(request, "portal/case.html", context)


def _add(found: Case, typed: dict[str, Any], today: date) -> object:
    return services.add(case=found, text=typed["text"], today=today, photos=typed["photos"])


def _rate(found: Case, typed: dict[str, Any], today: date) -> object:
    return services.rate(case=found, stars=typed["stars"], today=today)


def _confirm(found: Case, typed: dict[str, Any], today: date) -> object:
    return services.confirm(case=found, today=today)


def _dispute(found: Case, typed: dict[str, Any], today: date) -> object:
    return services.dispute(case=found, reason=typed["text"], today=today, photos=typed["photos"])


def _reopen(found: Case, typed: dict[str, Any], today: date) -> object:
    return services.reopen(case=found, reason=typed["text"], today=today, photos=typed["photos"])


_ACTS: dict[str, tuple[type[Form], Act]] = {
    "tambah": (WordsForm, _add),
    "nilai": (RatingForm, _rate),
    "beres": (Form, _confirm),
    "belum": (WordsForm, _dispute),
    "lagi": (WordsForm, _reopen),
}
_NEWS = {
    "tambah": _("Keterangan Anda sudah masuk."),
    "nilai": _("Terima kasih atas penilaiannya."),
    "beres": _("Terima kasih. Laporan ini selesai atas kata Anda."),
    "belum": _("Kembali dikerjakan, dengan batas waktu baru."),
    "lagi": _("Laporan dibuka lagi, dengan batas waktu baru."),
}
_HEADLINES = {
    Case.State.FILED: _("Laporan Anda sudah kami terima"),
    Case.State.ROUTED: _("Laporan Anda ada di unit yang menangani"),
    Case.State.IN_PROGRESS: _("Laporan Anda sedang dikerjakan"),
    Case.State.ASKED: _("Kami perlu keterangan dari Anda"),
    Case.State.ANSWERED: _("Laporan Anda sudah dijawab. Sudah beres?"),
    Case.State.VERIFIED: _("Perbaikan sudah diperiksa. Sudah beres menurut Anda?"),
    Case.State.CLOSED: _("Laporan Anda selesai"),
}
