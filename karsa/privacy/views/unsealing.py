"""What inspectors asked to read, and the second person's answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, proven, staff
from karsa.kit.pages import only, page, slice_of
from karsa.privacy import policies
from karsa.privacy.forms import AnswerForm
from karsa.privacy.queries.unsealing import unsealings_of, with_readings
from karsa.privacy.services import unsealing as services


@require_GET
@staff()
def unsealings(request: StaffRequest) -> HttpResponse:
    """What one asked, is asked, or watches over as head of region, with its readings."""
    found = slice_of(unsealings_of(request.actor), request, "-asked_at", "-pk")
    rows = with_readings(found.rows)
    return page(request, "privacy/unsealings.html", rows=rows, next_key=found.next_key)


@require_GET
@staff()
def unsealing(request: StaffRequest, pk: int) -> HttpResponse:
    """One request: who wants to read what and why, and what was read."""
    shown = only(with_readings(list(unsealings_of(request.actor).filter(pk=pk))))
    row = shown.row
    return page(
        request,
        "privacy/unsealing.html",
        shown=shown,
        may_answer=row.state == row.State.ASKED
        and policies.can_answer_unsealing(request.actor, row),
        may_read=policies.is_open(request.actor, row),
        form=AnswerForm(),
        days=services.DAYS,
    )


@require_POST
@staff()
@proven
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Agree or refuse, with a reason."""
    row = get_object_or_404(unsealings_of(request.actor), pk=pk)
    services.answer(
        actor=request.actor,
        unsealing=row,
        agrees=request.POST.get("decision") == "agree",
        text=request.POST.get("text", ""),
    )
    messages.success(request, _("Jawaban Anda tercatat dan disampaikan."))
    return redirect("privacy:unsealing", pk)
