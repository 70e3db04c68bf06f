from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.consultations import policies
from karsa.consultations.forms import StaffSayForm
from karsa.consultations.models import Contribution
from karsa.consultations.queries import seen
from karsa.consultations.services import can_hand_over
from karsa.consultations.views.base import find, public_url
from karsa.kit.pages import page, slice_of
from karsa.rules.participation import RUNNING, Phase


@require_GET
@staff()
def consultation(request: StaffRequest, pk: int) -> HttpResponse:
    """What is asked, what people say, what the unit answers, and what was decided."""
    found = find(request, pk)
    shown = seen.staff_page(request.actor, found)
    return page(
        request,
        "consultations/consultation.html",
        shown=shown,
        row=found,
        form=StaffSayForm(auto_id="suara-%s", found=found),
        hands_over=shown.keeps and can_hand_over(found),
        enters=_enters(request, shown),
        public_url=public_url(request, found) if found.is_public else "",
        headline=found.title,
    )


@require_GET
@staff()
def side(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """All that was said of one kind, the most supported first."""
    if kind not in Contribution.Kind.values:
        raise Http404
    found = find(request, pk)
    part = slice_of(seen.side_of(found, kind, request.actor.me), request, *seen.BY_SUPPORT)
    return page(
        request,
        "consultations/side.html",
        row=found,
        shown=seen.staff_page(request.actor, found),
        rows=seen.staff_rows(request.actor, found, part.rows),
        next_key=part.next_key,
        headline=_("%(kind)s: semua pendapat") % {"kind": Contribution.Kind(kind).label},
    )


@require_GET
@staff()
def final_text(request: StaffRequest, pk: int) -> HttpResponse:
    """What was decided, as the bytes its fingerprint belongs to."""
    found = find(request, pk)
    if not found.final_text:
        raise Http404
    return HttpResponse(found.final_text.encode(), content_type="text/plain; charset=utf-8")


def _enters(request: StaffRequest, shown: seen.ConsultationPage) -> bool:
    """Paper is typed while people may speak and until the answers are due."""
    in_time = shown.phase in (*RUNNING, Phase.ANSWERING)
    return in_time and policies.can_enter_paper(request.actor, shown.consultation.unit)
