"""One nomination: what the rule found, sealed votes, and the decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.consequences import policies, services
from karsa.consequences.forms import rewards as forms
from karsa.consequences.models import Nomination
from karsa.consequences.queries.pages import nomination_page
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page


@require_GET
@staff()
def nomination(request: StaffRequest, pk: int) -> HttpResponse:
    """Evidence beside each criterion, the own vote, and all once they are open."""
    row = _row(request, pk)
    return page(
        request,
        "consequences/nomination.html",
        shown=nomination_page(request.actor, row),
        form=forms.VoteForm(),
        decides=policies.can_decide_award(request.actor, row.round),
    )


@require_POST
@staff()
def vote(request: StaffRequest, pk: int) -> HttpResponse:
    """Give or change the own vote."""
    row, form = _row(request, pk), forms.VoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih suara Anda dan tulis alasannya."))
        return redirect("consequences:nomination", row.pk)
    services.vote(actor=request.actor, nomination_id=row.pk, **form.cleaned_data)
    messages.success(request, _("Suara Anda tersimpan tertutup."))
    return redirect("consequences:round", row.round_id)


@require_POST
@staff()
def conflict(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep out of a candidate."""
    row = _row(request, pk)
    services.declare_conflict(actor=request.actor, nomination_id=row.pk)
    messages.success(request, _("Tercatat. Anda tidak memberi suara untuk usulan itu."))
    return redirect("consequences:round", row.round_id)


@require_http_methods(METHODS)
@staff()
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it or not, with a reason."""
    row = _row(request, pk)
    if not policies.can_decide_award(request.actor, row.round):
        raise PermissionDenied
    form = forms.DecisionForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.decide_award(
            actor=request.actor,
            nomination_id=row.pk,
            host=request.get_host(),
            **form.cleaned_data,
        ),
        ("consequences:nomination", row.pk),
        said=_("Keputusan tersimpan."),
        title=_("Keputusan untuk %(name)s") % {"name": row.name},
        submit=_("Simpan keputusan"),
        note=_("Syarat dicocokkan sekali lagi dengan hasil hari ini."),
    )


def _row(request: StaffRequest, pk: int) -> Nomination:
    rows = Nomination.objects.visible_to(request.actor).for_page()
    return get_object_or_404(rows, pk=pk)
