"""Rules of the allowance: written by one, approved by another."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.consequences.forms.allowance import ReturnForm, RuleForm
from karsa.consequences.models import AllowanceRule
from karsa.consequences.policies import can_approve_rule, can_keep_allowance
from karsa.consequences.queries.allowance_why import rule_rows
from karsa.consequences.services import allowance_rules as services
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.allowance import INPUTS
from karsa.rules.formula import FormulaProblem

# Worked rules of regions, to begin from.
_PATTERNS = {
    "tulang-bawang": "Tulang Bawang",
    "dki": "DKI Jakarta",
    "barru": "Barru",
}
_FOLDER = Path(__file__).parent.parent / "data"
_HOME = ("consequences:allowance",)


@staff()
@require_GET
def rule(request: StaffRequest, pk: int) -> HttpResponse:
    """A rule line by line, with what may be done about it now."""
    row = _rule(request, pk)
    try:
        rows, problem = rule_rows(row.sheet), ""
    except FormulaProblem as why:
        rows, problem = (), sentence(why)
    return page(
        request,
        "consequences/allowance_rule.html",
        rule=row,
        rows=rows,
        problem=problem,
        keeps=can_keep_allowance(request.actor),
        approves=can_approve_rule(request.actor, row),
    )


@staff(Role.PERFORMANCE_MANAGER)
@require_http_methods(METHODS)
def new(request: StaffRequest) -> HttpResponse:
    """Begin a rule, from a region's worked one if asked."""
    pattern = request.GET.get("pola", "")
    name = pattern if pattern in _PATTERNS else next(iter(_PATTERNS))
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    form = RuleForm(request.POST or None, initial={"text": text, "starts": request.actor.today})
    return _edit(
        request,
        form,
        lambda: services.write_rule(actor=request.actor, wording=form.wording()),
        title=_("Aturan TPP baru"),
        patterns=_PATTERNS.items(),
        pattern=name,
    )


@staff(Role.PERFORMANCE_MANAGER)
@require_http_methods(METHODS)
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    row = _rule(request, pk)
    initial = {name: getattr(row, name) for name in RuleForm.base_fields}
    form = RuleForm(request.POST or None, initial=initial)
    return _edit(
        request,
        form,
        lambda: services.change_rule(actor=request.actor, rule_id=row.pk, wording=form.wording()),
        title=_("Ubah %(name)s") % {"name": row.name},
    )


@staff(Role.PERFORMANCE_MANAGER)
@require_POST
def revise(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin another version."""
    made = services.revise_rule(actor=request.actor, rule_id=_rule(request, pk).pk)
    return redirect("consequences:allowance_rule_change", made.pk)


@staff(Role.PERFORMANCE_MANAGER)
@require_POST
def propose(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand a draft to the second person."""
    services.propose_rule(actor=request.actor, rule_id=_rule(request, pk).pk)
    messages.success(request, _("Aturan diajukan. Orang kedua yang menyetujuinya."))
    return redirect("consequences:allowance_rule", pk)


@staff(Role.PERFORMANCE_MANAGER, Role.REGENT)
@require_POST
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    """Approve it as the second person."""
    services.approve_rule(actor=request.actor, rule_id=_rule(request, pk).pk)
    messages.success(request, _("Aturan disetujui dan tidak bisa diubah lagi."))
    return redirect("consequences:allowance_rule", pk)


@staff(Role.PERFORMANCE_MANAGER, Role.REGENT)
@require_http_methods(METHODS)
def give_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Send it back to its author with what is to be mended."""
    row = _rule(request, pk)
    form = ReturnForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.return_rule(
            actor=request.actor, rule_id=row.pk, reason=form.cleaned_data["reason"]
        ),
        ("consequences:allowance_rule", row.pk),
        title=_("Kembalikan %(name)s") % {"name": row.name},
        submit=_("Kembalikan"),
    )


def _edit(
    request: StaffRequest, form: RuleForm, act: Callable[[], AllowanceRule], **words: Any
) -> HttpResponse:
    return edit(
        request,
        form,
        act,
        _HOME,
        then=lambda made: redirect("consequences:allowance_rule", made.pk),
        template="consequences/allowance_rule_edit.html",
        submit=_("Simpan draf"),
        inputs=INPUTS.items(),
        **words,
    )


def _rule(request: StaffRequest, pk: int) -> AllowanceRule:
    rows = AllowanceRule.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("written_by", "approved_by", "replaces"), pk=pk)
