from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, proof_first, proven, staff
from karsa.complaints import policies, services
from karsa.complaints.models import Case, CaseFile
from karsa.complaints.queries import queue as queues
from karsa.complaints.queries.staff import staff_page
from karsa.complaints.views.base import find, see
from karsa.files.responses import send
from karsa.kit.pages import page, slice_of


@require_GET
@staff()
def home(request: StaffRequest) -> HttpResponse:
    """The queue, who waits longest first."""
    actor, asked = request.actor, request.GET.get("lihat", "terbuka")
    part = slice_of(queues.queue(actor, asked), request, *queues.BY_AGE)
    return page(
        request,
        "complaints/home.html",
        headline=_headline(queues.waiting(actor)),
        tabs=_tabs(request, asked),
        rows=[queues.row_of(case, actor) for case in part.rows],
        next_key=part.next_key,
        is_intake=policies.is_intake(actor),
        sets_up=policies.can_set_up(actor),
    )


@require_GET
@staff()
def case(request: StaffRequest, pk: int) -> HttpResponse:
    """A report, what happened, and what one can do; a protected one records who reads it."""
    found = see(request, pk)
    if policies.is_sealed(request.actor, found):
        return page(request, "complaints/sealed.html", case=found, headline=_title(found))
    if found.is_protected and (asked := proof_first(request)):
        return asked
    services.note_read(actor=request.actor, case=found)
    shown = staff_page(request.actor, found)
    return page(request, "complaints/case.html", shown=shown, case=found, headline=_title(found))


@require_POST
@staff()
@proven
def contact(request: StaffRequest, pk: int) -> HttpResponse:
    """Who reported: for the intake office alone, each time recorded."""
    found = find(request, pk)
    who = services.open_contact(actor=request.actor, case=found)
    return page(request, "complaints/contact.html", case=found, who=who)


@require_GET
@staff()
def case_file(request: StaffRequest, pk: int) -> HttpResponseBase:
    """A file of a step, for whoever may see its report."""
    visible = Case.objects.visible_to(request.actor).values("pk")
    found = CaseFile.objects.select_related("file", "step__case")
    row = found.filter(pk=pk, step__case__in=visible).first()
    if row is None:
        raise Http404
    if policies.is_sealed(request.actor, row.step.case):
        raise PermissionDenied
    if row.step.case.is_protected and (asked := proof_first(request)):
        return asked
    services.note_read(actor=request.actor, case=row.step.case)
    return send(row.file, inline=True)


def _headline(found: queues.Waiting) -> str:
    if found.late:
        said = ngettext(
            "%(n)s laporan lewat batas jawaban", "%(n)s laporan lewat batas jawaban", found.late
        )
        return said % {"n": found.late}
    if found.soon:
        said = ngettext(
            "%(n)s laporan harus dijawab dalam dua hari kerja",
            "%(n)s laporan harus dijawab dalam dua hari kerja",
            found.soon,
        )
        return said % {"n": found.soon}
    if found.waiting:
        said = ngettext(
            "%(n)s laporan menunggu, semua dalam batas",
            "%(n)s laporan menunggu, semua dalam batas",
            found.waiting,
        )
        return said % {"n": found.waiting}
    return _("Tidak ada laporan warga yang menunggu")


def _tabs(request: StaffRequest, asked: str) -> list[dict[str, object]]:
    keys = queues.filters_of(request.actor)
    current = asked if asked in keys else keys[0]
    return [
        {"label": _(queues.FILTERS[key][0]), "url": f"?lihat={key}", "current": key == current}
        for key in keys
    ]


def _title(found: Case) -> str:
    facts = {"kind": Case.Kind(found.kind).label, "number": found.number}
    return _("%(kind)s %(number)s") % facts
