"""A reward that was given: certificate, consent, money; and whose priority is in force."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.consequences import policies, services
from karsa.consequences.forms import rewards as forms
from karsa.consequences.models import OFFICE, Incentive, Reward
from karsa.consequences.queries import pages as queries
from karsa.documents.bsre import Credential
from karsa.documents.models import Method
from karsa.documents.signing import current_file, setting_of
from karsa.files.responses import send
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of


@require_GET
@staff()
def reward(request: StaffRequest, pk: int) -> HttpResponse:
    """What was given and why, with what its person or the office can do."""
    row, actor = _row(request, pk), request.actor
    money = queries.incentive_of(actor, row)
    signs = policies.can_sign_certificate(actor, row) and _signs_here(request)
    inside = _is_inside(request, row)
    return page(
        request,
        "consequences/reward.html",
        row=row,
        findings=queries.shown(row.findings) if inside else (),
        grants=row.rule.grant_names if inside or row.unit_id else (),
        incentive=money,
        consents=policies.can_consent(actor, row),
        signs=signs,
        signed=bool(row.document and row.document.signatures.exists()),
        proposes=(money is None or money.state == Incentive.State.REFUSED)
        and policies.can_propose_incentive(actor, row),
        answers=money is not None and policies.can_answer_incentive(actor, money),
    )


@require_GET
@staff()
def certificate(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The certificate as it stands, with its signature."""
    row = _row(request, pk)
    if row.document is None or row.file is None:
        raise Http404
    signatures = list(row.document.signatures.select_related("file"))
    return send(current_file(row.document, row.file, signatures), inline=True)


@sensitive_post_parameters("nik", "passphrase")
@sensitive_variables("form", "typed")
@require_http_methods(METHODS)
@staff()
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Sign the certificate in the way the agency chose."""
    row = _row(request, pk)
    if not policies.can_sign_certificate(request.actor, row):
        raise PermissionDenied
    asks = setting_of(request.agency).method == Method.BSRE
    form = (
        forms.CredentialForm(request.POST or None) if asks else Form({} if request.POST else None)
    )
    return edit(
        request,
        form,
        lambda: services.sign_certificate(
            actor=request.actor, reward_id=row.pk, credential=Credential(**form.cleaned_data)
        ),
        ("consequences:reward", row.pk),
        said=_("Tanda tangan Anda tersimpan dalam piagam."),
        title=_("Tanda tangani piagam"),
        submit=_("Tanda tangani"),
    )


@require_POST
@staff()
def consent(request: StaffRequest, pk: int) -> HttpResponse:
    """Let everybody read of one's reward, or take that back."""
    row, agrees = _row(request, pk), request.POST.get("setuju") == "ya"
    services.consent(actor=request.actor, reward_id=row.pk, agrees=agrees)
    said = (
        _("Terima kasih. Nama Anda kini tampil di halaman untuk warga.")
        if agrees
        else _("Persetujuan dicabut. Nama Anda tidak lagi tampil di halaman untuk warga.")
    )
    messages.success(request, said)
    return redirect("consequences:reward", row.pk)


@require_http_methods(METHODS)
@staff(Role.PERFORMANCE_MANAGER)
def propose_incentive(request: StaffRequest, pk: int) -> HttpResponse:
    """Propose money for a reward."""
    row, form = _row(request, pk), forms.IncentiveForm(request.POST or None)
    if not policies.can_propose_incentive(request.actor, row):
        raise PermissionDenied
    return edit(
        request,
        form,
        lambda: services.propose_incentive(
            actor=request.actor, reward_id=row.pk, **form.cleaned_data
        ),
        ("consequences:reward", row.pk),
        said=_("Usulan insentif menunggu persetujuan orang lain."),
        title=_("Usulkan insentif"),
        submit=_("Usulkan"),
    )


@require_http_methods(METHODS)
@staff(*OFFICE)
def answer_incentive(request: StaffRequest, pk: int) -> HttpResponse:
    """Approve or refuse what another proposed."""
    rows = Incentive.objects.visible_to(request.actor).select_related("reward")
    row, form = get_object_or_404(rows, pk=pk), forms.AnswerForm(request.POST or None)
    if not policies.can_answer_incentive(request.actor, row):
        raise PermissionDenied
    return edit(
        request,
        form,
        lambda: services.answer_incentive(
            actor=request.actor, incentive_id=row.pk, **form.cleaned_data
        ),
        ("consequences:reward", row.reward_id),
        said=_("Jawaban tersimpan."),
        title=_("Jawab usulan insentif"),
        submit=_("Simpan jawaban"),
        note=_("Hasil yang mendasarinya dicek sekali lagi sebelum disetujui."),
    )


@require_GET
@staff(*OFFICE)
def priorities(request: StaffRequest) -> HttpResponse:
    """Whose priority for succession and development is in force, by name."""
    found = queries.priorities(request.actor)
    rows = slice_of(found, request, "employee__name", "pk")
    return page(request, "consequences/priorities.html", "rows", rows=rows)


def _signs_here(request: StaffRequest) -> bool:
    return setting_of(request.agency).method in (Method.LOCAL, Method.BSRE)


def _is_inside(request: StaffRequest, row: Reward) -> bool:
    return request.actor.me == row.employee_id or request.actor.has(*OFFICE)


def _row(request: StaffRequest, pk: int) -> Reward:
    rows = Reward.objects.visible_to(request.actor).for_page()
    return get_object_or_404(rows.select_related("place"), pk=pk)
