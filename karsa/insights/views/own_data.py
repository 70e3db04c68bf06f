"""One's own data: a copy, a correction, an erasure, and who has read what is sealed."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, proof_first, staff
from karsa.accounts.roles import Role
from karsa.insights.services.own_data import erase_own, own_data
from karsa.kit.pages import page
from karsa.kit.personal import BOUND, activities
from karsa.privacy.queries.unsealing import told_about, with_readings


@require_GET
@staff(Role.EMPLOYEE)
def mine(request: StaffRequest) -> HttpResponse:
    """What one may do with one's data, and what stays for which reason. Two queries."""
    read = with_readings(list(told_about(request.actor)))
    stays = [one for _room, one in activities() if one.erased == BOUND]
    return page(request, "insights/my_data.html", read=read, stays=stays, why=BOUND)


@require_POST
@staff(Role.EMPLOYEE)
def download(request: StaffRequest) -> HttpResponseBase:
    """A copy of what is kept about oneself; the file names nobody."""
    if asked := proof_first(request, back=reverse("insights:my_data")):
        return asked
    response = StreamingHttpResponse(own_data(actor=request.actor), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="data-saya.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@staff(Role.EMPLOYEE)
def erase(request: StaffRequest) -> HttpResponse:
    """Erase at once what needs nobody's decision."""
    gone = erase_own(actor=request.actor)
    said = ngettext("%(n)s data dihapus.", "%(n)s data dihapus.", gone) % {"n": gone}
    messages.success(request, said)
    return redirect("insights:my_data")
