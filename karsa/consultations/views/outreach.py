from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.consultations import policies, services
from karsa.consultations.forms import GroupForm, InviteForm
from karsa.consultations.models import Consultation, Invitation, StakeholderGroup
from karsa.consultations.queries.paper import letter_form, poster_form
from karsa.consultations.views.base import find, find_kept, paper, public_url
from karsa.documents.standing import mark_of
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused


@require_GET
@staff()
def groups(request: StaffRequest) -> HttpResponse:
    """The groups that should be heard; contacts are personal, so its keepers alone read it."""
    _check(request)
    rows = StakeholderGroup.objects.filter(agency=request.actor.agency)
    part = slice_of(rows, request, "-is_active", "kind", "name", "pk")
    return page(
        request,
        "consultations/groups.html",
        rows=part.rows,
        next_key=part.next_key,
        headline=_("Kelompok yang perlu didengar"),
    )


@require_http_methods(METHODS)
@staff()
def group_new(request: StaffRequest) -> HttpResponse:
    """A group more."""
    return _group(request, GroupForm(request.POST or None), None, _("Kelompok baru"))


@require_http_methods(METHODS)
@staff()
def group_change(request: StaffRequest, pk: int) -> HttpResponse:
    """A group's name and contact."""
    _check(request)
    row = get_object_or_404(StakeholderGroup, pk=pk, agency=request.actor.agency)
    names = ("name", "kind", "contact_name", "contact", "is_active")
    form = GroupForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    return _group(request, form, row, row.name)


@require_http_methods(METHODS)
@staff()
def invite(request: StaffRequest, pk: int) -> HttpResponse:
    """Letters to groups, the letters already written, and the poster."""
    found = find_kept(request, pk)
    sent = list(found.invitations.select_related("group").order_by("pk"))
    open_groups = StakeholderGroup.objects.filter(agency=found.agency_id, is_active=True)
    left = open_groups.exclude(pk__in=[row.group_id for row in sent]).order_by("kind", "name")
    form = InviteForm(
        request.POST or None, rows={"groups": left}, initial={"day": request.actor.today}
    )
    if request.method == "POST" and form.is_valid() and _invited(request, found, form):
        return redirect("consultations:invite", pk)
    return page(
        request,
        "consultations/invite.html",
        row=found,
        sent=sent,
        form=form,
        has_groups=left.exists(),
        headline=_("Undang kelompok yang perlu didengar"),
    )


@require_GET
@staff()
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    """A letter of invitation on paper."""
    kept = Consultation.objects.visible_to(request.actor).values("pk")
    rows = Invitation.objects.select_related("consultation__unit", "group", "agency")
    row = get_object_or_404(rows, pk=pk, consultation__in=kept)
    if not policies.can_keep(request.actor, row.consultation.unit):
        raise PermissionDenied
    url = public_url(request, row.consultation)
    return paper(letter_form(row, url), f"undangan-musyawarah-{pk}", mark_of(request.agency))


@require_GET
@staff()
def poster(request: StaffRequest, pk: int) -> HttpResponse:
    """The poster to hang up, with a large QR."""
    found = find(request, pk)
    if not found.is_public or found.state == Consultation.State.DRAFT:
        raise Http404
    return paper(poster_form(found, public_url(request, found)), f"poster-musyawarah-{pk}")


def _invited(request: StaffRequest, found: Consultation, form: InviteForm) -> bool:
    try:
        made = services.invite(actor=request.actor, consultation=found, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return False
    messages.success(request, _("%(n)s undangan siap dicetak.") % {"n": len(made)})
    return True


def _group(
    request: StaffRequest, form: GroupForm, row: StakeholderGroup | None, title: str
) -> HttpResponse:
    _check(request)
    return edit(
        request,
        form,
        lambda: services.keep_group(actor=request.actor, group=row, **form.cleaned_data),
        ("consultations:groups",),
        title=title,
        submit=_("Simpan kelompok"),
    )


def _check(request: StaffRequest) -> None:
    if not policies.can_invite(request.actor):
        raise PermissionDenied
