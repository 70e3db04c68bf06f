from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.feedback import queries, services
from karsa.feedback.forms import AskForm
from karsa.feedback.models import FeedbackRequest
from karsa.feedback.services.asking import About
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.org.models import Employee
from karsa.plans.models import PerformancePlan
from karsa.rules.refused import Refused


@require_GET
@staff()
def own(request: StaffRequest) -> HttpResponse:
    """To the form for one's own plan in force; without one, back with what to do."""
    plans = PerformancePlan.objects.current().filter(
        agency=request.agency,
        year=request.actor.today.year,
        assignment__employee=request.actor.me,
    )
    plan = plans.exclude(state=PerformancePlan.State.DRAFT).order_by("pk").first()
    if plan is None:
        messages.warning(request, gettext("Umpan balik diminta atas SKP yang sudah diajukan."))
        return redirect("feedback:received")
    return redirect("feedback:ask", plan.pk)


@require_http_methods(["GET", "POST"])
@staff()
def ask(request: StaffRequest, plan: int) -> HttpResponse:
    """Ask a colleague or invite an outside party; the link of an invitation is shown once."""
    people = ("agency", "assignment__employee", "assignment__position", "assignment__unit")
    plans = queries.plans_recorded_for(request.actor).select_related(*people)
    about = get_object_or_404(plans, pk=plan)
    offered = queries.colleagues(request.actor, about)
    start = {"topic": request.GET.get("tentang", "")}
    form = AskForm(request.POST or None, plan=about, colleagues=offered, initial=start)
    link = None
    if request.method == "POST" and form.is_valid():
        link = _asked(request, form, about)
        if link == "":
            return redirect("feedback:ask", plan)
    made = queries.asked_by(request.actor, about)
    return page(request, "feedback/ask.html", form=form, plan=about, made=made, link=link)


@require_POST
@staff()
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a request back."""
    row = get_object_or_404(FeedbackRequest.objects.visible_to(request.actor), pk=pk)
    services.withdraw_request(actor=request.actor, request=row)
    messages.success(request, gettext("Permintaan ditarik. Tautannya tidak berlaku lagi."))
    return redirect("feedback:ask", row.plan_id)


def _asked(request: StaffRequest, form: AskForm, plan: PerformancePlan) -> str | None:
    """Send it: the link of an invitation, "" for a colleague, None when it was refused."""
    said = form.cleaned_data
    about = About(plan, form.result, form.value)
    try:
        if said["party"]:
            token = services.invite(
                actor=request.actor, about=about, party=said["party"], work=said["work"]
            )
            return request.build_absolute_uri(f"/masukan/{token}/")
        asked = get_object_or_404(Employee, agency=request.agency, pk=said["asked"])
        services.ask(actor=request.actor, about=about, asked=asked)
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return None
    messages.success(request, gettext("Permintaan terkirim."))
    return ""
