from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.journal import services
from karsa.journal.models import PlausibilityNote
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
