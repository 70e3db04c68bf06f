from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.plans import policies, services
from karsa.plans.forms.plan import ReasonForm, initial
from karsa.plans.forms.unit import BroughtForm, QuarterForm
from karsa.plans.models import AgreementLine, PerformanceAgreement, QuarterAction
from karsa.plans.queries import paper
from karsa.plans.queries.quarters import QuartersPage, quarters_page
from karsa.plans.views import base


@require_GET
@staff()
def quarters(request: StaffRequest, pk: int) -> HttpResponse:
    """The agreement's action plan by quarters."""
    found = _agreement(request, pk)
    shown = quarters_page(request.actor, found)
    return page(
        request,
        "plans/quarters.html",
        headline=_headline(request, found, shown),
        row=found,
        shown=shown,
    )


def _headline(request: StaffRequest, row: PerformanceAgreement, shown: QuartersPage) -> str:
    facts = {"unit": row.unit.name, "year": row.year}
    if not shown.actions:
        return _("Rencana aksi %(unit)s %(year)s belum ditulis") % facts
    if row.actions_set_at is None:
        return _("Rencana aksi %(unit)s %(year)s menunggu ditetapkan") % facts
    due = shown.due(request.actor.today, row.year)
    if not due:
        return _("Realisasi rencana aksi %(unit)s sudah dilaporkan semua") % facts
    text = ngettext(
        "%(count)s rencana aksi %(unit)s menunggu realisasi",
        "%(count)s rencana aksi %(unit)s menunggu realisasi",
        due,
    )
    return text % (facts | {"count": due})


@require_http_methods(METHODS)
@staff()
def quarter_add(request: StaffRequest, pk: int, quarter: int) -> HttpResponse:
    """A new step of an indicator's quarter."""
    rows = AgreementLine.objects.select_related("objective").filter(agency=request.agency)
    line, actor = get_object_or_404(rows, pk=pk), request.actor
    home = _kept(request, line.objective.agreement_id)
    form = QuarterForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.add_quarter_action(
            actor=actor, line=line, quarter=quarter, words=form.words()
        ),
        ("plans:quarters", home.pk),
        title=_("Rencana aksi triwulan %(n)s") % {"n": quarter},
        note=line.text,
        submit=_("Tambahkan rencana aksi"),
    )


@require_http_methods(METHODS)
@staff()
def quarter_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a step that is not set yet."""
    row, actor = _action(request, pk), request.actor
    home = _kept(request, row.line.objective.agreement_id)
    form = QuarterForm(request.POST or None, initial=initial(row, QuarterForm))
    return edit(
        request,
        form,
        lambda: services.change_quarter_action(actor=actor, action=row, words=form.words()),
        ("plans:quarters", home.pk),
        title=_("Ubah rencana aksi triwulan %(n)s") % {"n": row.quarter},
        note=row.line.text,
        submit=_("Simpan rencana aksi"),
    )


@require_http_methods(METHODS)
@staff()
def quarter_report(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what came of a step."""
    row, actor = _action(request, pk), request.actor
    home = _kept(request, row.line.objective.agreement_id)
    form = BroughtForm(request.POST or None, initial=initial(row, BroughtForm))
    return edit(
        request,
        form,
        lambda: services.report_quarter_action(actor=actor, action=row, brought=form.brought()),
        ("plans:quarters", home.pk),
        title=_("Realisasi triwulan %(n)s") % {"n": row.quarter},
        note=f"{row.text} · {row.target}" if row.target else row.text,
        submit=_("Laporkan realisasi"),
    )


@require_POST
@staff()
def quarter_confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Confirm somebody else's realisation."""
    row = _action(request, pk)
    services.confirm_quarter_action(actor=request.actor, action=row)
    return redirect("plans:quarters", row.line.objective.agreement_id)


@require_POST
@staff()
def quarter_remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Take out a step that is not set yet."""
    row = _action(request, pk)
    services.remove_quarter_action(actor=request.actor, action=row)
    return redirect("plans:quarters", row.line.objective.agreement_id)


@require_POST
@staff()
def quarters_set(request: StaffRequest, pk: int) -> HttpResponse:
    """Set the action plan."""
    services.set_quarter_actions(actor=request.actor, agreement=_agreement(request, pk))
    return redirect("plans:quarters", pk)


@require_http_methods(METHODS)
@staff()
def quarters_reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Open a set action plan again."""
    found, actor = _agreement(request, pk), request.actor
    if not policies.can_set_actions(actor, found):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.reopen_quarter_actions(
            actor=actor, agreement=found, reason=form.cleaned_data["reason"]
        ),
        ("plans:quarters", pk),
        title=_("Buka kembali rencana aksi"),
        note=_("Realisasi yang sudah dilaporkan tetap tersimpan."),
        submit=_("Buka kembali"),
    )


@require_GET
@staff()
def quarters_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The action plan on paper; until it is set the page says that it is a draft."""
    found = _agreement(request, pk)
    mark = "" if found.actions_set_at else _("BELUM DITETAPKAN")
    return base.paper(request, paper.quarters_form(pk), f"rencana-aksi-{found.year}-{pk}", mark)


def _agreement(request: StaffRequest, pk: int) -> PerformanceAgreement:
    rows = PerformanceAgreement.objects.visible_to(request.actor).select_related("unit", "agency")
    return get_object_or_404(rows, pk=pk)


def _kept(request: StaffRequest, pk: int) -> PerformanceAgreement:
    found = _agreement(request, pk)
    if not policies.can_draft_agreement(request.actor, found.unit):
        raise PermissionDenied
    return found


def _action(request: StaffRequest, pk: int) -> QuarterAction:
    rows = QuarterAction.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("line__objective__agreement"), pk=pk)
