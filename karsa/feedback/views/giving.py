from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.feedback import services
from karsa.feedback.forms import FeedbackForm
from karsa.feedback.models import Feedback
from karsa.feedback.policies import can_enter_outside
from karsa.feedback.queries import plans_open_to
from karsa.journal.models import DailyEntry
from karsa.kit.editing import METHODS, edit
from karsa.kit.redirects import back


@require_http_methods(METHODS)
@staff()
def give(request: StaffRequest, plan: int) -> HttpResponse:
    """The form of feedback on somebody's result or behaviour, and what it sends."""
    people = ("assignment__employee", "assignment__position", "assignment__unit")
    about = get_object_or_404(plans_open_to(request.actor).select_related(*people), pk=plan)
    form = FeedbackForm(
        request.POST or None,
        request.FILES or None,
        plan=about,
        leads=can_enter_outside(request.actor, about),
        initial={"topic": request.GET.get("tentang", ""), "tone": Feedback.Tone.POSITIVE},
    )

    def send() -> Feedback:
        said = form.cleaned_data
        return services.give(
            actor=request.actor,
            plan=about,
            result=form.result,
            value=form.value,
            tone=said["tone"],
            text=said["text"],
            is_scheduled=said["is_scheduled"],
            outside_party=said.get("outside_party", ""),
            evidence=said["file"],
            is_sharable=said["is_sharable"],
        )

    return edit(
        request,
        form,
        send,
        ("feedback:people",),
        said=gettext("Umpan balik terkirim."),
        then=lambda _given: back(request, "feedback:people"),
        template="feedback/give.html",
        plan=about,
    )


@require_POST
@staff()
def praise(request: StaffRequest, entry: int) -> HttpResponse:
    """Say "well done" to an entry in one tap; for htmx the word stands where the button was."""
    found = get_object_or_404(DailyEntry.objects.visible_to(request.actor), pk=entry)
    services.praise(actor=request.actor, entry=found)
    if request.headers.get("HX-Request"):
        return render(request, "feedback/parts/praised.html")
    messages.success(request, gettext("Pujian Anda terkirim."))
    return back(request, "journal:entry", entry)


@require_POST
@staff()
def reply(request: StaffRequest, pk: int) -> HttpResponse:
    """Answer feedback about oneself."""
    found = get_object_or_404(Feedback.objects.visible_to(request.actor), pk=pk)
    services.reply(actor=request.actor, feedback=found, text=request.POST.get("text", ""))
    messages.success(request, gettext("Tanggapan Anda tersimpan."))
    return back(request, "feedback:received")
