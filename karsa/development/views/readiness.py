from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.development.forms.calling import CallsForm, OutcomeForm
from karsa.development.models import HelpCall
from karsa.development.queries.helping import colleagues
from karsa.development.queries.readiness import THRESHOLD, calls_of, readiness
from karsa.development.services import calling
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.org.models import Employee, Unit
from karsa.rules.refused import Refused


@require_http_methods(["GET", "POST"])
@staff(Role.PERFORMANCE_MANAGER)
def board(request: StaffRequest) -> HttpResponse:
    """How ready each office is, and asking somebody to call. Five queries, or three in a minute."""
    rows, counted = readiness(request.actor)
    callers = [*Employee.objects.filter(pk=request.actor.me), *colleagues(request.actor)]
    form = CallsForm(request.POST or None, rows, callers)
    if request.method == "POST" and form.is_valid() and _given(request, form):
        return redirect("development:readiness")
    return page(
        request,
        "development/readiness.html",
        rows=rows,
        people=sum(row.people for row in rows),
        reported=sum(row.reported or 0 for row in rows),
        counted=counted,
        threshold=THRESHOLD,
        form=form,
    )


@require_GET
@staff(Role.EMPLOYEE)
def calls(request: StaffRequest) -> HttpResponse:
    """Whom I was asked to call. One query beside the frame's."""
    return page(
        request,
        "development/calls.html",
        rows=list(calls_of(request.actor)),
        outcomes=HelpCall.Outcome.choices,
    )


@require_POST
@staff(Role.EMPLOYEE)
def outcome(request: StaffRequest, pk: int) -> HttpResponse:
    """How one call went."""
    row = get_object_or_404(HelpCall.objects.visible_to(request.actor), pk=pk)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        calling.tell_outcome(actor=request.actor, call=row, outcome=form.cleaned_data["outcome"])
    return redirect("development:calls")


def _given(request: StaffRequest, form: CallsForm) -> bool:
    found = Unit.objects.filter(agency=request.agency)
    unit = get_object_or_404(found, pk=form.cleaned_data["unit"])
    caller = get_object_or_404(Employee, pk=form.cleaned_data["caller"])
    try:
        count = calling.have_called(actor=request.actor, unit=unit, caller=caller)
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return False
    said = ngettext("%(n)s orang masuk daftar telepon.", "%(n)s orang masuk daftar telepon.", count)
    messages.success(request, said % {"n": count})
    return True
