"""The register of promised support, and the answer of whom it was promised to."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.monitoring import services
from karsa.monitoring.forms import SupportForm
from karsa.monitoring.policies import can_answer_support
from karsa.monitoring.queries.support import ORDER, promises, rows_of, shares, with_names
from karsa.plans.models import AnnexItem


@require_GET
@staff()
def register(request: StaffRequest) -> HttpResponse:
    """What was promised to whom, and what came. Two queries beside the frame's."""
    actor, wanted = request.actor, request.GET.get("pilih", "semua")
    rows = promises(actor)
    whole, units, leaders = shares(rows)
    shown = slice_of(with_names(rows.filter(**_wanted(actor, wanted))), request, *ORDER)
    return page(
        request,
        "monitoring/support.html",
        rows=rows_of(actor, shown.rows),
        next_key=shown.next_key,
        whole=whole,
        units=units,
        leaders=leaders,
        filters=_filters(wanted),
        headline=_headline(whole.percent, whole.total),
    )


def _wanted(actor: Actor, key: str) -> dict[str, object]:
    choices: dict[str, dict[str, object]] = {
        "saya": {"plan__assignment__employee": actor.me},
        "janji": {"plan__rater": actor.me},
        "belum": {"state": "agreed"},
        "kurang": {"state__in": ("partly", "not")},
        "terpenuhi": {"state": "fulfilled"},
    }
    return choices.get(key, {})


def _filters(wanted: str) -> list[dict[str, object]]:
    names = {
        "semua": _("Semua"),
        "saya": _("Untuk saya"),
        "janji": _("Janji saya"),
        "belum": _("Belum dijawab"),
        "kurang": _("Belum terpenuhi"),
        "terpenuhi": _("Terpenuhi"),
    }
    return [
        {"label": name, "url": f"?pilih={key}", "current": key == wanted}
        for key, name in names.items()
    ]


def _headline(percent: int | None, total: int) -> str:
    if percent is None:
        return _("%(n)s dukungan dijanjikan tahun ini") % {"n": total}
    return _("%(share)s%% dukungan yang dijawab sudah terpenuhi") % {"share": percent}


@require_http_methods(METHODS)
@staff()
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what became of a promise made to oneself."""
    actor = request.actor
    item: AnnexItem = get_object_or_404(with_names(promises(actor)), pk=pk)
    if not can_answer_support(actor, item.plan.assignment):
        raise PermissionDenied
    form = SupportForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.answer_support(actor=actor, item=item, **form.cleaned_data),
        ("monitoring:support",),
        title=_("Apakah dukungan ini sudah Anda terima?"),
        note=item.text,
        submit=_("Simpan jawaban"),
    )
