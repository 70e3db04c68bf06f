from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.consultations import services
from karsa.consultations.models import Consultation, Contribution
from karsa.consultations.queries import lists, seen
from karsa.kit import clock
from karsa.kit.pages import slice_of
from karsa.kit.refusals import sentence
from karsa.portal.door import Cost, browser_of, enter, open_door, remember
from karsa.portal.forms import PublicSayForm
from karsa.portal.views.here import here
from karsa.rules.participation import RUNNING, Phase
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

_PAGE = 20


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """What citizens may take part in today, or what was decided (`?lihat=selesai`)."""
    agency, today = here(request)
    is_open = request.GET.get("lihat") != "selesai"
    rows = lists.for_rows(lists.public_list(agency, today, is_open=is_open))
    part = slice_of(rows, request, *lists.NEWEST, size=_PAGE)
    shown = {
        "rows": [lists.row_of(found, today) for found in part.rows],
        "next_key": part.next_key,
        "is_open": is_open,
        "tabs": _tabs(is_open),
    }
    return render(request, "portal/consultations.html", shown)


@require_GET
@never_cache
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked, what people say, the official answers and the decision."""
    agency, today = here(request)
    found = _find(agency, pk)
    shown = seen.public_page(found, today)
    context = {
        "shown": shown,
        "row": found,
        "door": open_door(clock.now()),
        "is_open": shown.phase is Phase.OPEN,
        "supports": shown.phase in RUNNING,
        "thanked": request.GET.get("kabar", ""),
    }
    return render(request, "portal/consultation.html", context)


@require_GET
@never_cache
def side(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """All that was said of one kind, the most supported first."""
    if kind not in Contribution.Kind.values:
        raise Http404
    agency, today = here(request)
    found = _find(agency, pk)
    part = slice_of(seen.side_of(found, kind), request, *seen.BY_SUPPORT, size=_PAGE)
    shown = seen.public_page(found, today)
    context = {
        "row": found,
        "shown": shown,
        "supports": shown.phase in RUNNING,
        "door": open_door(clock.now()),
        "headline": next((side.label for side in shown.sides if side.kind == kind), ""),
        "rows": [seen.shown_publicly(row) for row in part.rows],
        "next_key": part.next_key,
    }
    return render(request, "portal/side.html", context)


@require_GET
def final_text(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided, as the bytes its fingerprint belongs to."""
    agency, _today = here(request)
    found = _find(agency, pk)
    if not found.final_text:
        raise Http404
    return HttpResponse(found.final_text.encode(), content_type="text/plain; charset=utf-8")


# Without Django's token, which would set a cookie on reading: the form's own signed ticket stands
# in its place, and there is no account that somebody else's page could act for.
@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of an argument or proposal, and what it sends."""
    agency, today = here(request)
    found = _find(agency, pk)
    if request.method == "GET" and found.phase_on(today) is not Phase.OPEN:
        return redirect("portal:consultation", pk)
    kind = request.GET.get("pendapat", Contribution.Kind.FOR)
    form = PublicSayForm(request.POST or None, initial={"kind": kind}, found=found)
    if request.method == "POST" and form.is_valid():
        said = _said(request, found, form, today)
        if said is not None:
            return redirect(f"{reverse('portal:my_opinion', args=[said.key])}?kabar=terkirim")
    shown = {"row": found, "form": form, "door": open_door(clock.now())}
    return render(request, "portal/say.html", shown)


@csrf_exempt
@require_POST
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Support a contribution, once per browser; again changes nothing."""
    agency, today = here(request)
    public = Consultation.objects.public(agency).values("pk")
    row = get_object_or_404(Contribution, pk=pk, consultation__in=public)
    ticket = enter(request, agency, clock.now(), Cost.SUPPORT)
    browser = browser_of(request, ticket)
    services.support_publicly(agency=agency, contribution=row, browser=browser, today=today)
    page = reverse("portal:consultation", args=[row.consultation_id])
    response = redirect(f"{page}?kabar=didukung#pendapat-{pk}")
    remember(response, browser)
    return response


def _said(
    request: HttpRequest, found: Consultation, form: PublicSayForm, today: date
) -> Contribution | None:
    """Store what the form says; a refusal stands above it, with everything that was typed."""
    try:
        ticket = enter(request, found.agency, clock.now(), Cost.OPINION)
        return services.contribute_publicly(
            agency=found.agency,
            consultation=found,
            said=form.said(ticket.key),
            today=today,
            shown_name=form.cleaned_data["shown_name"],
        )
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return None


def _find(agency: Agency, pk: int) -> Consultation:
    rows = Consultation.objects.public(agency).select_related(
        "unit", "indicator", "service", "adopted", "agency"
    )
    return get_object_or_404(rows, pk=pk)


def _tabs(is_open: bool) -> list[dict[str, object]]:
    return [
        {"label": _("Terbuka"), "url": "?", "current": is_open},
        {"label": _("Selesai"), "url": "?lihat=selesai", "current": not is_open},
    ]
