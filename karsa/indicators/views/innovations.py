from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies, services
from karsa.indicators.forms import InnovationForm, ReplicateForm, StepForm
from karsa.indicators.models import Innovation
from karsa.indicators.queries import innovations as queries
from karsa.indicators.views.units import own_unit
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.org.models import Unit


@require_GET
@staff()
def innovations(request: StaffRequest) -> HttpResponse:
    """The register, newest first; `?keadaan=` narrows it to one state."""
    actor, state = request.actor, request.GET.get("keadaan", "")
    found = slice_of(queries.register(actor, state), request, "-pk")
    return page(
        request,
        "indicators/innovations.html",
        rows=queries.rows_of(found.rows),
        next_key=found.next_key,
        filters=_filters(state),
        unit=own_unit(actor),
        headline=_("Inovasi: apa yang diubah, dan apa yang terjadi sesudahnya"),
    )


def _filters(current: str) -> list[dict[str, object]]:
    choices = [("", _("Semua")), *Innovation.State.choices]
    return [
        {"label": label, "url": f"?keadaan={code}", "current": code == current}
        for code, label in choices
    ]


@require_GET
@staff()
def innovation(request: StaffRequest, pk: int) -> HttpResponse:
    """One innovation: problem, change, team, before and after, and who copied it."""
    shown = queries.innovation_page(request.actor, _find(request, pk))
    return page(
        request,
        "indicators/innovation.html",
        shown=shown,
        row=shown.row.innovation,
        outcome=shown.row.outcome,
        copies=bool(request.actor.led_paths) or policies.can_keep_tree(request.actor),
        headline=shown.row.innovation.title,
    )


@require_http_methods(METHODS)
@staff()
def innovation_new(request: StaffRequest, pk: int) -> HttpResponse:
    """An idea for a unit."""
    actor = request.actor
    unit = get_object_or_404(Unit.objects.visible_to(actor), pk=pk)
    if not policies.can_propose_innovation(actor, unit):
        raise PermissionDenied
    form = InnovationForm(request.POST or None, actor=actor, unit=unit)
    return edit(
        request,
        form,
        lambda: services.propose_innovation(
            actor=actor, unit=unit, words=form.words(), team=form.cleaned_data["team"]
        ),
        ("indicators:innovations",),
        title=_("Usulkan gagasan"),
        note=unit.name,
        submit=_("Simpan gagasan"),
    )


@require_http_methods(METHODS)
@staff()
def innovation_change(request: StaffRequest, pk: int) -> HttpResponse:
    """The words and the team of an innovation."""
    found, actor = _find(request, pk), request.actor
    if not policies.can_write_innovation(actor, found):
        raise PermissionDenied
    known = {name: getattr(found, name) for name in services.InnovationWords.__dataclass_fields__}
    known["team"] = list(found.members.values_list("employee", flat=True))
    form = InnovationForm(request.POST or None, initial=known, actor=actor, unit=found.unit)
    return edit(
        request,
        form,
        lambda: services.change_innovation(
            actor=actor, innovation=found, words=form.words(), team=form.cleaned_data["team"]
        ),
        ("indicators:innovation", pk),
        title=_("Ubah inovasi"),
        note=found.title,
        submit=_("Simpan"),
    )


@require_http_methods(METHODS)
@staff()
def innovation_step(request: StaffRequest, pk: int) -> HttpResponse:
    """Try an innovation, run it, or stop it with its lesson."""
    found, actor = _find(request, pk), request.actor
    if not policies.can_move_innovation(actor, found):
        raise PermissionDenied
    known = {"changed_on": found.changed_on, "lesson": found.lesson}
    form = StepForm(request.POST or None, initial=known, now=found.state)
    return edit(
        request,
        form,
        lambda: services.move_innovation(actor=actor, innovation=found, **form.cleaned_data),
        ("indicators:innovation", pk),
        title=_("Langkah berikutnya"),
        note=found.title,
        submit=_("Simpan langkah"),
    )


@require_http_methods(METHODS)
@staff()
def innovation_copy(request: StaffRequest, pk: int) -> HttpResponse:
    """Another unit takes an innovation over."""
    found, actor = _find(request, pk), request.actor
    units = policies.kept_units(actor).exclude(pk=found.unit_id).order_by("path")
    if not (actor.led_paths or policies.can_keep_tree(actor)):
        raise PermissionDenied
    form = ReplicateForm(request.POST or None, initial={"since": actor.today}, units=units)
    return edit(
        request,
        form,
        lambda: services.replicate(actor=actor, innovation=found, **form.cleaned_data),
        ("indicators:innovation", pk),
        title=_("Terapkan di unit lain"),
        note=found.title,
        submit=_("Catat penerapan"),
    )


def _find(request: StaffRequest, pk: int) -> Innovation:
    rows = queries.with_card(Innovation.objects.visible_to(request.actor))
    return get_object_or_404(rows, pk=pk)
