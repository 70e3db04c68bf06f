from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.consultations import policies, services
from karsa.consultations.forms import PaperForm, ReasonForm, StaffSayForm
from karsa.consultations.models import StakeholderGroup
from karsa.consultations.views.base import find, find_contribution
from karsa.kit.editing import METHODS, edit
from karsa.kit.redirects import back


@require_http_methods(METHODS)
@staff()
def say(request: StaffRequest, pk: int) -> HttpResponse:
    """An argument or another proposal; the same form stands on the consultation's page."""
    found, actor = find(request, pk), request.actor
    if not policies.can_take_part(actor, found):
        raise PermissionDenied
    form = StaffSayForm(request.POST or None, found=found)

    def act() -> None:
        services.contribute(
            actor=actor,
            consultation=found,
            said=form.said(),
            nameless=form.cleaned_data["nameless"],
        )
        messages.success(request, _("Pendapat Anda sudah masuk. Terima kasih."))

    return edit(
        request,
        form,
        act,
        ("consultations:consultation", pk),
        title=_("Sampaikan pendapat"),
        note=found.title,
        submit=_("Kirim pendapat"),
    )


@require_http_methods(METHODS)
@staff()
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """What somebody without an account wrote at a stand, typed as such."""
    found, actor = find(request, pk), request.actor
    if not policies.can_enter_paper(actor, found.unit):
        raise PermissionDenied
    groups = StakeholderGroup.objects.filter(agency=actor.agency, is_active=True).order_by("name")
    form = PaperForm(request.POST or None, found=found, groups=groups)

    def act() -> None:
        typed = form.cleaned_data
        services.contribute_on_paper(
            actor=actor,
            consultation=found,
            said=form.said(),
            shown_name=typed["shown_name"],
            group=typed["group"],
        )
        messages.success(request, _("Tersimpan. Lembar berikutnya bisa langsung diketik."))

    return edit(
        request,
        form,
        act,
        ("consultations:paper" if request.method == "POST" else "consultations:consultation", pk),
        title=_("Pendapat di atas kertas"),
        note=found.title,
        submit=_("Simpan pendapat"),
    )


@require_POST
@staff()
def support(request: StaffRequest, pk: int) -> HttpResponse:
    """Support a contribution, or take it back."""
    row = find_contribution(request, pk)
    services.support(actor=request.actor, contribution=row, on="batal" not in request.POST)
    return back(request, "consultations:consultation", row.consultation_id)


@require_http_methods(METHODS)
@staff()
def hide(request: StaffRequest, pk: int) -> HttpResponse:
    """Hide a contribution, saying why in its place."""
    row = find_contribution(request, pk)
    if not policies.can_hide(request.actor, row):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.hide(
            actor=request.actor, contribution=row, reason=form.cleaned_data["reason"]
        ),
        ("consultations:consultation", row.consultation_id),
        title=_("Sembunyikan pendapat ini?"),
        note=row.text,
        submit=_("Sembunyikan"),
    )


@require_POST
@staff()
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a contribution stand: looked at and passed, or shown again."""
    row = find_contribution(request, pk)
    reason = request.POST.get("reason", "")
    services.restore(actor=request.actor, contribution=row, reason=reason)
    return back(request, "consultations:consultation", row.consultation_id)


@require_http_methods(METHODS)
@staff()
def ask_again(request: StaffRequest, pk: int) -> HttpResponse:
    """Whoever wrote it asks that somebody else looks at what was hidden."""
    row = find_contribution(request, pk)
    if row.employee_id is None or row.employee_id != request.actor.employee_id:
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.ask_again(
            actor=request.actor, contribution=row, words=form.cleaned_data["reason"]
        ),
        ("consultations:consultation", row.consultation_id),
        said=_("Orang lain dari luar unit akan melihatnya lagi."),
        title=_("Minta dilihat lagi"),
        note=row.text,
        submit=_("Minta dilihat lagi"),
    )
