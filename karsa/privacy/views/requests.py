"""Asking that data about oneself be corrected or erased, and the office's answer."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.privacy import policies
from karsa.privacy.forms import AnswerForm, RequestForm
from karsa.privacy.models import DataRequest
from karsa.privacy.services import requests as services


@require_GET
@staff()
def requests(request: StaffRequest) -> HttpResponse:
    """One's own requests; those of everybody for the office. One query."""
    found = DataRequest.objects.visible_to(request.actor).select_related("employee", "answered_by")
    part = slice_of(found, request, "-asked_at", "-pk")
    rows = [(row, policies.can_answer_request(request.actor, row)) for row in part.rows]
    return page(request, "privacy/requests.html", rows=rows, next_key=part.next_key)


@require_http_methods(METHODS)
@staff()
def ask(request: StaffRequest) -> HttpResponse:
    """Ask for a correction or an erasure."""
    form = RequestForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.ask(actor=request.actor, **form.cleaned_data),
        ("privacy:requests",),
        said=_("Terkirim ke pengelola kepegawaian. Jawabannya sampai di lonceng Anda."),
        title=_("Minta data diperbaiki atau dihapus"),
        note=_("Yang wajib disimpan menurut undang-undang tidak dapat dihapus; alasannya dijawab."),
        submit=_("Kirim permintaan"),
    )


@require_http_methods(METHODS)
@staff()
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The office's answer."""
    row = get_object_or_404(DataRequest.objects.visible_to(request.actor), pk=pk)
    form = AnswerForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.answer(
            actor=request.actor, request=row, is_done="done" in request.POST, **form.cleaned_data
        ),
        ("privacy:requests",),
        said=_("Jawaban tersampaikan."),
        template="privacy/request_answer.html",
        row=row,
        title=_("Jawab permintaan"),
    )
