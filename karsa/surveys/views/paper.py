from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.jobs.models import Batch
from karsa.jobs.pages import Around, sheet_page
from karsa.kit.editing import METHODS
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused
from karsa.surveys import policies
from karsa.surveys.forms import PaperForm
from karsa.surveys.services import paper as services
from karsa.surveys.views.base import find


@require_http_methods(METHODS)
@staff()
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Answers on paper, from a spreadsheet."""
    found, actor = find(request, pk), request.actor
    if not policies.can_enter_paper(actor, found.service.unit):
        raise PermissionDenied
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            batch = services.take_paper(actor=actor, survey=found, upload=upload)
            return redirect("surveys:paper_rows", batch.pk)
        except Refused as why:
            form.add_error("file", sentence(why))
    return page(
        request, "surveys/paper.html", row=found, form=form, headline=_("Jawaban di atas kertas")
    )


@require_GET
@staff()
def paper_rows(request: StaffRequest, pk: int) -> HttpResponse:
    """How far one's own sheet is, and what became of each row, problems first."""
    rows = Batch.objects.filter(agency=request.agency, kind=services.SHEET.kind)
    batch = get_object_or_404(rows, pk=pk, started_by=request.user.pk)
    around = Around(home=reverse("surveys:home"), up=_("Survei"), head=_("Responden"))
    return sheet_page(request, batch, _headline(batch), around)


def _headline(batch: Batch) -> str:
    if batch.state == Batch.State.FAILED:
        return _("Lembar ini belum bisa dibaca")
    if batch.state != Batch.State.DONE:
        return _("Memasukkan jawaban")
    return _("%(n)s jawaban masuk, %(refused)s ditolak") % {
        "n": batch.taken,
        "refused": batch.refused,
    }
