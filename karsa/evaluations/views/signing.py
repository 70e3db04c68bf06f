"""Signing an issued form, bringing its scan, and how the agency signs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.documents.bsre import Credential
from karsa.documents.models import Method
from karsa.documents.signing import setting_of
from karsa.evaluations import services
from karsa.evaluations.forms import CredentialForm, PapersForm, ScanForm
from karsa.evaluations.models import Evaluation, EvaluationPaper
from karsa.evaluations.queries.signing import paper_state
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused


@sensitive_post_parameters("nik", "passphrase")
@sensitive_variables("form")
@staff()
@require_http_methods(["GET", "POST"])
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Who has signed a form, and the one signature or scan that is the reader's to give."""
    found, method = _find(request, pk), setting_of(request.agency).method
    asks = method == Method.BSRE
    form = CredentialForm(request.POST or None) if asks else None
    if request.method == "POST" and (form is None or form.is_valid()):
        typed = Credential(**form.cleaned_data) if form else Credential()
        try:
            services.sign_paper(actor=request.actor, paper_id=found.pk, credential=typed)
            messages.success(request, _("Tanda tangan Anda tersimpan dalam berkas."))
            return redirect("evaluations:result", found.evaluation_id)
        except Refused as why:
            if form is None:
                raise
            form.add_error(None, sentence(why))
    return _shown(request, found, method, form=form, scan=ScanForm())


@staff()
@require_POST
def scan(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep the scan of a form that was signed by hand."""
    found = _find(request, pk)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        code, upload = form.cleaned_data["code"], form.cleaned_data["scan"]
        try:
            services.bring_scan(actor=request.actor, paper_id=found.pk, code=code, upload=upload)
            messages.success(request, _("Pindaian tersimpan bersama dokumennya."))
            return redirect("evaluations:result", found.evaluation_id)
        except Refused as why:
            form.add_error("code", sentence(why))
    return _shown(request, found, setting_of(request.agency).method, scan=form)


@staff(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def setting(request: StaffRequest) -> HttpResponse:
    """The agency's paper and its way of signing."""
    row = setting_of(request.agency)
    now = {name: getattr(row, name) for name in ("paper", "method", "address", "account")}
    form = PapersForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_papers(actor=request.actor, **form.cleaned_data)
            messages.success(request, _("Kertas dan cara tanda tangan tersimpan."))
            return redirect("evaluations:papers")
        except Refused as why:
            form.add_error(None, sentence(why))
    return page(request, "evaluations/papers.html", form=form, row=row)


def _find(request: StaffRequest, pk: int) -> EvaluationPaper:
    seen = Evaluation.objects.visible_to(request.actor).values("pk")
    rows = EvaluationPaper.objects.filter(evaluation__in=seen)
    found = rows.select_related("document", "file").prefetch_related("document__signatures")
    return get_object_or_404(found, pk=pk)


def _shown(
    request: StaffRequest,
    found: EvaluationPaper,
    method: str,
    *,
    scan: ScanForm,
    form: CredentialForm | None = None,
) -> HttpResponse:
    row = Evaluation.objects.for_page().get(pk=found.evaluation_id)
    signatures = list(found.document.signatures.all())
    state = paper_state(request.actor, row, found, method, signatures)
    return page(request, "evaluations/sign_paper.html", row=row, state=state, form=form, scan=scan)
