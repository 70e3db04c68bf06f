from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.feedback import queries, services
from karsa.feedback.models import Feedback
from karsa.files.models import StoredFile
from karsa.files.responses import send
from karsa.kit.pages import page, slice_of
from karsa.kit.redirects import back


@require_GET
@staff()
def wall(request: StaffRequest) -> HttpResponse:
    """Praise that both sides share in one's units, the newest first. One query."""
    part = slice_of(queries.on_wall(request.actor), request, "-day", "-pk")
    mine = {row.pk for row in part.rows if request.actor.me in (row.giver_id, row.employee_id)}
    shown = {"rows": part.rows, "next_key": part.next_key, "mine": mine}
    return page(request, "feedback/wall.html", "rows", **shown)


@require_POST
@staff()
def share(request: StaffRequest, pk: int) -> HttpResponse:
    """Let praise about oneself stand on the unit's wall."""
    row = get_object_or_404(Feedback.objects.visible_to(request.actor), pk=pk)
    services.share(actor=request.actor, feedback=row)
    messages.success(request, gettext("Pujian ini tampil di dinding unit Anda."))
    return back(request, "feedback:received")


@require_POST
@staff()
def unshare(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it off the wall."""
    row = get_object_or_404(Feedback.objects.visible_to(request.actor), pk=pk)
    services.unshare(actor=request.actor, feedback=row)
    messages.success(request, gettext("Pujian ini tidak tampil lagi di dinding unit."))
    return back(request, "feedback:wall")


@require_GET
@staff()
def evidence(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file that came with a piece of feedback."""
    rows = Feedback.objects.visible_to(request.actor).filter(pk=pk)
    return send(get_object_or_404(StoredFile, pk__in=rows.values("file")), inline=True)
