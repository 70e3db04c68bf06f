"""The door of a phone's queue: JSON in, an answer for every entry out."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff, staff_script
from karsa.accounts.roles import Role
from karsa.journal import services
from karsa.journal.models import DailyEntry
from karsa.journal.queries import Standing, standings
from karsa.journal.queued import Unreadable, decisions, keys_of, parcel
from karsa.journal.services.acts import board_acts
from karsa.journal.services.arrivals import Answer
from karsa.journal.services.decisions import Decided
from karsa.kit.clock import on_our_day
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.place import read_point
from karsa.rules.refused import Refused


@require_GET
@staff()
def device(request: StaffRequest) -> HttpResponse:
    """What waits on this phone; the phone itself fills the page in."""
    return page(request, "journal/device.html", acts=board_acts(request.actor))


@require_http_methods(["GET", "POST"])
@staff_script(Role.EMPLOYEE)
def send(request: StaffRequest) -> HttpResponse:
    """Take up to twenty entries (POST), or tell where entries stand (GET, `kunci`)."""
    actor = request.actor
    try:
        if request.method == "GET":
            found = standings(actor, keys_of(request.GET.getlist("kunci")))
            return JsonResponse({"entries": list(map(_standing, found))})
        clock, arrivals = parcel(actor, request.body)
    except Unreadable:
        return JsonResponse({"sentence": _("Kiriman ini tidak terbaca.")}, status=400)
    answers = services.receive(actor=actor, clock=on_our_day(clock), arrivals=arrivals)
    return JsonResponse({"entries": list(map(_answer, answers))})


@require_POST
@staff_script()
def decide(request: StaffRequest) -> HttpResponse:
    """Take up to twenty decisions of a reviewer; each is answered by itself."""
    try:
        said = decisions(request.body)
    except Unreadable:
        return JsonResponse({"sentence": _("Kiriman ini tidak terbaca.")}, status=400)
    decided = services.decide(actor=request.actor, decisions=said)
    return JsonResponse({"decisions": list(map(_decided, decided))})


@require_POST
@staff_script(Role.EMPLOYEE)
def send_file(request: StaffRequest, key: UUID, file: UUID) -> HttpResponse:
    """Take a file that an entry announced; without one, no longer wait for it."""
    actor = request.actor
    entry = get_object_or_404(DailyEntry.objects.visible_to(actor), key=key)
    upload = request.FILES.get("berkas")
    try:
        if upload is None:
            services.forgo_file(actor=actor, entry=entry, key=file)
            return JsonResponse({"outcome": "forgone"})
        outcome = services.take_file(
            actor=actor,
            entry=entry,
            key=file,
            upload=upload,
            with_place="with_place" in request.POST,
            point=read_point(request.POST.get("latitude"), request.POST.get("longitude")),
        )
    except Refused as refusal:
        return JsonResponse({"outcome": "refused", "sentence": sentence(refusal)})
    return JsonResponse({"outcome": outcome})


def _answer(answer: Answer) -> dict[str, object]:
    said = sentence(answer.refusal) if answer.refusal else ""
    state = answer.entry.state if answer.entry else ""
    return {
        "key": str(answer.key),
        "outcome": answer.outcome,
        "sentence": said,
        "entry": answer.entry and answer.entry.pk,
        "state": state,
    }


def _decided(one: Decided) -> dict[str, object]:
    said = sentence(one.refusal) if one.refusal else ""
    return {"key": str(one.key), "outcome": one.outcome, "sentence": said}


def _standing(one: Standing) -> dict[str, object]:
    return {
        "key": str(one.key),
        "entry": one.entry_id,
        "state": one.state,
        "awaits": [str(key) for key in one.awaits],
    }
