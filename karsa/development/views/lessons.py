from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.development import services
from karsa.development.forms import AnswersForm
from karsa.development.queries import lesson_named, lesson_rows
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused


@require_GET
@staff()
def home(request: StaffRequest) -> HttpResponse:
    """What there is to learn. One query beside the frame's."""
    rows = lesson_rows(request.actor)
    left = sum(row.is_mine and row.taken is None for row in rows)
    return page(request, "development/lessons.html", rows=rows, left=left)


@require_http_methods(["GET", "POST"])
@staff()
def lesson(request: StaffRequest, slug: str) -> HttpResponse:
    """One lesson and its questions; a wrong answer is explained, and nothing of it is kept."""
    try:
        found = lesson_named(slug)
    except KeyError:
        raise Http404 from None
    form = AnswersForm(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        try:
            services.take_lesson(actor=request.actor, lesson=found, answers=form.answers)
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
            form.explain()
        else:
            messages.success(request, _("Semua tepat. Pelajaran ini selesai."))
            return redirect("development:lessons")
    return page(request, "development/lesson.html", lesson=found, form=form)
