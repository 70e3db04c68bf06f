from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.development.forms.helping import DraftForm, HelperForm, ResultForm
from karsa.development.models import Helping
from karsa.development.queries.helping import colleagues, draft_plan_of, drafts_of, helps_of
from karsa.development.services import helping as services
from karsa.journal.queries import choices
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused


@require_http_methods(["GET", "POST"])
@staff(Role.EMPLOYEE)
def home(request: StaffRequest) -> HttpResponse:
    """Who helps me, whom I help, and asking somebody. Three queries beside the frame's."""
    form = HelperForm(request.POST or None, colleagues(request.actor))
    if request.method == "POST" and form.is_valid() and _asked(request, form):
        return redirect("development:helping")
    return page(request, "development/helping.html", helps=helps_of(request.actor), form=form)


@require_POST
@staff(Role.EMPLOYEE)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End it at once, from either side."""
    services.end_help(actor=request.actor, helping=_found(request, pk))
    messages.success(request, _("Selesai. Mulai sekarang tidak ada draf baru yang bisa ditulis."))
    return redirect("development:helping")


@require_GET
@staff(Role.EMPLOYEE)
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """What I can type for somebody, and what waits for them. Six queries beside the frame's."""
    return _page(request, _found(request, pk))


@require_POST
@staff(Role.EMPLOYEE)
def draft_entry(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep a draft of a day for somebody."""
    row = _found(request, pk)
    person = services.acting_for(request.actor, row)
    form = DraftForm(request.POST, person, choices(person))
    if form.is_valid():
        try:
            services.draft_entry(
                actor=request.actor, helping=row, key=form.cleaned_data["key"], said=form.said()
            )
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            return _kept(request, row)
    return _page(request, row, entry=form)


@require_POST
@staff(Role.EMPLOYEE)
def draft_result(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep a result in the draft of somebody's plan."""
    row = _found(request, pk)
    plan = draft_plan_of(services.acting_for(request.actor, row))
    if plan is None:
        raise Http404
    form = ResultForm(request.POST)
    if form.is_valid():
        services.draft_result(actor=request.actor, helping=row, plan=plan, **form.cleaned_data)
        return _kept(request, row)
    return _page(request, row, result=form)


def _found(request: StaffRequest, pk: int) -> Helping:
    rows = Helping.objects.visible_to(request.actor).select_related("person", "helper")
    return get_object_or_404(rows, pk=pk)


def _asked(request: StaffRequest, form: HelperForm) -> bool:
    said = form.cleaned_data
    try:
        services.let_help(actor=request.actor, helper=form.known[said["helper"]], days=said["days"])
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return False
    messages.success(request, _("Rekan Anda dapat menulis draf. Yang mengirim tetap Anda."))
    return True


def _kept(request: StaffRequest, row: Helping) -> HttpResponse:
    name = {"name": row.person.full_name}
    messages.success(request, _("Draf tersimpan. %(name)s yang membaca dan mengirimnya.") % name)
    return redirect("development:helping_one", row.pk)


def _page(
    request: StaffRequest,
    row: Helping,
    entry: DraftForm | None = None,
    result: ResultForm | None = None,
) -> HttpResponse:
    person = services.acting_for(request.actor, row)
    return page(
        request,
        "development/helping_one.html",
        helping=row,
        drafts=drafts_of(request.actor, row),
        entry=entry or DraftForm(None, person, choices(person)),
        plan=draft_plan_of(person),
        result=result or ResultForm(),
    )
