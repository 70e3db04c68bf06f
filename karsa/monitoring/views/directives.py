"""Directives: those for me and my unit, those I gave, and what is done with them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.files.models import StoredFile
from karsa.files.responses import send
from karsa.indicators.models import Indicator
from karsa.journal.models import DailyEntry
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.kit.redirects import back
from karsa.monitoring import services
from karsa.monitoring.forms import DirectiveForm, MoreForm, ReportForm
from karsa.monitoring.models import Directive, DirectiveReport
from karsa.monitoring.models.directive import DirectiveQuerySet
from karsa.monitoring.policies import can_carry_out, can_confirm, can_direct
from karsa.monitoring.queries import choices
from karsa.monitoring.queries.directives import reports_of, row_of, rows_of
from karsa.monitoring.services.directives import DirectiveWords
from karsa.org.models import Employee, Unit


@require_GET
@staff()
def received(request: StaffRequest) -> HttpResponse:
    """Directives for me and the units I head. One query beside the frame's."""
    rows = Directive.objects.to(request.actor)
    return _listing(request, rows, "monitoring:directives")


@require_GET
@staff()
def given(request: StaffRequest) -> HttpResponse:
    """Directives I gave. One query beside the frame's."""
    actor = request.actor
    rows = Directive.objects.filter(agency=actor.agency, giver=actor.me)
    return _listing(request, rows, "monitoring:directives_given")


def _listing(request: StaffRequest, rows: DirectiveQuerySet, place: str) -> HttpResponse:
    wanted = request.GET.get("pilih", "terbuka")
    states = {
        "terbuka": Directive.OPEN,
        "selesai": (Directive.State.DONE,),
        "disetujui": (Directive.State.CONFIRMED,),
    }
    names = {
        "terbuka": _("Dikerjakan"),
        "selesai": _("Menunggu persetujuan"),
        "disetujui": _("Disetujui"),
    }
    found = rows.filter(state__in=states.get(wanted, Directive.OPEN)).with_names()
    shown = slice_of(found, request, "due_on", "pk")
    return page(
        request,
        "monitoring/directives.html",
        rows=rows_of(request.actor, shown.rows),
        next_key=shown.next_key,
        is_given=place == "monitoring:directives_given",
        wanted=wanted,
        directs=can_direct(request.actor),
        filters=[
            {"label": name, "url": f"?pilih={key}", "current": key == wanted}
            for key, name in names.items()
        ],
    )


@require_http_methods(METHODS)
@staff()
def new(request: StaffRequest) -> HttpResponse:
    """Give a directive to units and people below."""
    actor = request.actor
    if not can_direct(actor):
        raise PermissionDenied
    offers = {
        "units": choices.units_below(actor),
        "people": choices.people_below(actor),
        "indicator": choices.indicators(actor),
    }
    form = DirectiveForm(request.POST or None, offers=offers)

    def act() -> None:
        said = form.cleaned_data
        found = Indicator.objects.visible_to(actor).filter(pk=said["indicator"] or 0).first()
        services.give_directives(
            actor=actor,
            words=DirectiveWords(said["text"], said["due_on"], found),
            units=Unit.objects.visible_to(actor).filter(pk__in=said["units"]),
            people=Employee.objects.filter(agency=actor.agency, pk__in=said["people"]),
        )

    return edit(
        request,
        form,
        act,
        ("monitoring:directives_given",),
        title=_("Arahan baru"),
        note=_("Setiap penerima melaporkan sendiri, dan Anda menyetujui hasilnya."),
        submit=_("Kirim arahan"),
    )


@require_POST
@staff()
def about(request: StaffRequest, entry: int) -> HttpResponse:
    """Give a directive to who wrote an entry; for htmx the word stands where the form was."""
    found = get_object_or_404(DailyEntry.objects.visible_to(request.actor), pk=entry)
    services.direct_about(actor=request.actor, entry=found, text=request.POST.get("text", ""))
    if request.headers.get("HX-Request"):
        return render(request, "monitoring/parts/directed.html")
    messages.success(request, _("Arahan terkirim."))
    return back(request, "journal:entry", entry)


@require_GET
@staff()
def directive(request: StaffRequest, pk: int) -> HttpResponse:
    """One directive with its reports."""
    row = _find(request, pk)
    shown = row_of(request.actor, row)
    return page(request, "monitoring/directive.html", shown=shown, row=row, reports=reports_of(row))


@require_POST
@staff()
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """One tap: it was read."""
    services.acknowledge(actor=request.actor, directive=_find(request, pk))
    return back(request, "monitoring:directives")


@require_http_methods(METHODS)
@staff()
def report(request: StaffRequest, pk: int) -> HttpResponse:
    """What was done so far, with a file."""
    row, actor = _find(request, pk), request.actor
    if not can_carry_out(actor, row):
        raise PermissionDenied
    form = ReportForm(request.POST or None, request.FILES or None)
    return edit(
        request,
        form,
        lambda: services.report(actor=actor, directive=row, **form.cleaned_data),
        ("monitoring:directive", pk),
        title=_("Laporkan arahan"),
        note=row.text,
        submit=_("Kirim laporan"),
        upload=True,
    )


@require_POST
@staff()
def done(request: StaffRequest, pk: int) -> HttpResponse:
    """One tap: done, with a note."""
    note = request.POST.get("text", "").strip() or _("Selesai dikerjakan.")
    row = _find(request, pk)
    services.report(actor=request.actor, directive=row, text=note, is_done=True)
    messages.success(request, _("Terima kasih. Pimpinan akan melihat dan menyetujuinya."))
    return back(request, "monitoring:directives")


@require_POST
@staff()
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """One tap: the leader accepts."""
    services.confirm(actor=request.actor, directive=_find(request, pk))
    return back(request, "monitoring:directives_given")


@require_http_methods(METHODS)
@staff()
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """The leader asks for more."""
    row, actor = _find(request, pk), request.actor
    if not can_confirm(actor, row):
        raise PermissionDenied
    form = MoreForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.send_back(actor=actor, directive=row, **form.cleaned_data),
        ("monitoring:directive", pk),
        title=_("Minta dilengkapi"),
        note=row.text,
        submit=_("Kembalikan"),
    )


@require_GET
@staff()
def evidence(request: StaffRequest, pk: int) -> FileResponse:
    """The file of a report, for both sides."""
    seen = Directive.objects.visible_to(request.actor).values("pk")
    rows = DirectiveReport.objects.filter(pk=pk, directive__in=seen).values("evidence")
    return send(get_object_or_404(StoredFile, pk__in=rows), inline=True)


def _find(request: StaffRequest, pk: int) -> Directive:
    return get_object_or_404(Directive.objects.visible_to(request.actor).with_names(), pk=pk)
