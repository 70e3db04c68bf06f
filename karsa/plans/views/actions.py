from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.plans import services
from karsa.plans.forms.plan import ActionForm, action_initial
from karsa.plans.views import base


@require_http_methods(METHODS)
@staff()
def action_add(request: StaffRequest, pk: int) -> HttpResponse:
    """A new step towards a result."""
    result, actor = base.own_result(request, pk), request.actor
    form = ActionForm(request.POST or None, initial=action_initial(result.plan, None))
    return edit(
        request,
        form,
        lambda: services.add_action(actor=actor, result=result, words=form.words()),
        ("plans:actions", result.plan_id),
        title=_("Rencana aksi baru"),
        note=result.text,
        submit=_("Tambahkan rencana aksi"),
    )


@require_http_methods(METHODS)
@staff()
def action_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a step."""
    action, actor = base.own_action(request, pk), request.actor
    form = ActionForm(request.POST or None, initial=action_initial(action.plan, action))
    return edit(
        request,
        form,
        lambda: services.change_action(actor=actor, action=action, words=form.words()),
        ("plans:actions", action.plan_id),
        title=_("Ubah rencana aksi"),
        submit=_("Simpan rencana aksi"),
    )


@require_POST
@staff()
def action_remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a step out."""
    action = base.own_action(request, pk)
    services.remove_action(actor=request.actor, action=action)
    return redirect("plans:actions", action.plan_id)
