from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.jobs.models import Batch
from karsa.journal.forms import TableForm
from karsa.journal.queries import places
from karsa.journal.queries.bkn import HEADER
from karsa.journal.services import month
from karsa.kit import downloads
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused


@require_http_methods(["GET", "POST"])
@staff(Role.EMPLOYEE)
def start(request: StaffRequest) -> HttpResponse:
    """Choose the file of a month; it is tried first, and nothing is sent before a look."""
    bound = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if bound else TableForm()
    if bound and form.is_valid():
        try:
            batch = month.check(actor=request.actor, upload=form.cleaned_data["file"])
            return redirect("journal:month_one", batch.pk)
        except Refused as refusal:
            form.add_error("file", sentence(refusal))
    return page(request, "journal/month.html", form=form)


@require_GET
@staff(Role.EMPLOYEE)
def pattern(request: StaffRequest) -> HttpResponse:
    """A table to fill in: BKN's columns, a row for each of one's works."""
    known = places(request.actor).values()
    rows = [
        [place.words, "", "", "", "", None, place.action.measure if place.action else "", ""]
        for place in known
    ]
    return downloads.table("catatan-sebulan", "xlsx", HEADER, rows)


@require_GET
@staff()
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """What became, or would become, of every row; what is wrong stands first."""
    batch = _own(request, pk)
    rows = list(batch.rows.order_by("outcome", "number"))
    return page(request, "journal/month_one.html", batch=batch, rows=rows)


@require_POST
@staff()
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Send the rows that will do."""
    done = month.keep(actor=request.actor, batch=_own(request, pk))
    said = ngettext("%(n)s catatan terkirim.", "%(n)s catatan terkirim.", done.taken)
    messages.success(request, said % {"n": done.taken})
    if not done.refused:
        return redirect("journal:mine")
    messages.info(request, gettext("Perbaiki baris yang ditolak di berkas, lalu unggah lagi."))
    return redirect("journal:month_one", done.pk)


def _own(request: StaffRequest, pk: int) -> Batch:
    rows = Batch.objects.filter(agency=request.agency, kind=month.KIND)
    return get_object_or_404(rows, pk=pk, started_by=request.actor.user_id)
