from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.journal import services
from karsa.journal.models import PlausibilityNote, ReviewQuestion
from karsa.kit.redirects import back


@require_POST
@staff()
def explain(request: StaffRequest, pk: int) -> HttpResponse:
    """Say how an odd thing about one's own entry came about."""
    note = get_object_or_404(PlausibilityNote.objects.visible_to(request.actor), pk=pk)
    text = request.POST.get("explanation", "")
    row = services.explain(actor=request.actor, note=note, explanation=text)
    messages.success(request, gettext("Penjelasan tersimpan."))
    return back(request, "journal:entry", row.entry_id)


@require_POST
@staff()
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Answer what a reviewer asked about one's own entry."""
    asked = get_object_or_404(ReviewQuestion.objects.visible_to(request.actor), pk=pk)
    text = request.POST.get("text", "")
    row = services.answer(actor=request.actor, question=asked, text=text)
    messages.success(request, gettext("Jawaban Anda terkirim."))
    return back(request, "journal:entry", row.entry_id)
