from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.journal import services
from karsa.journal.models import DailyEntry
from karsa.journal.queries import EntryRow, headline, queue, row_of, waiting_count
from karsa.journal.queries import waiting as waiting_for
from karsa.journal.services.acts import board_acts
from karsa.kit.live.address import allow_stream
from karsa.kit.pages import Slice, first_of, page, slice_of
from karsa.kit.redirects import back

_ORDER = ("day", "pk")


@require_GET
@staff()
def waiting(request: StaffRequest) -> HttpResponseBase:
    """Entries that wait for this leader, oldest first. Two queries beside the frame's."""
    rows, count = _further(request) if "setelah" in request.GET else _oldest(request.actor)
    shown = page(
        request,
        "journal/waiting.html",
        "rows",
        rows=rows.rows,
        next_key=rows.next_key,
        headline=headline(count),
        acts=board_acts(request.actor),
    )
    return allow_stream(request, shown)


def _oldest(actor: Actor) -> tuple[Slice[EntryRow], int]:
    found = queue(actor)
    return first_of(found.rows, *_ORDER), found.total


def _further(request: StaffRequest) -> tuple[Slice[EntryRow], int]:
    rows = waiting_for(request.actor).for_list().with_questions()
    found = slice_of(rows, request, *_ORDER)
    shown = [row_of(row) for row in found.rows]
    return Slice(shown, found.next_key), waiting_count(request.actor)


@require_POST
@staff()
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept one entry."""
    row = services.accept(actor=request.actor, entry=_visible(request, pk))
    return _answer(request, row, gettext("Catatan diterima."))


@require_POST
@staff()
def return_entry(request: StaffRequest, pk: int) -> HttpResponse:
    """Send one entry back with a reason: a ready one or one's own words."""
    reason = request.POST.get("reason", "")
    row = services.return_entry(actor=request.actor, entry=_visible(request, pk), reason=reason)
    return _answer(request, row, gettext("Catatan dikembalikan dengan alasannya."))


@require_POST
@staff()
def ask(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask about one entry: a ready question or one's own words."""
    text = request.POST.get("text", "")
    row = services.ask(actor=request.actor, entry=_visible(request, pk), text=text)
    return _answer(request, row, gettext("Pertanyaan terkirim. Catatannya tetap menunggu."))


@require_POST
@staff()
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back one's acceptance of today."""
    row = services.undo(actor=request.actor, entry=_visible(request, pk))
    return _answer(request, row, gettext("Penerimaan dibatalkan; catatan menunggu lagi."))


@require_POST
@staff()
def accept_many(request: StaffRequest) -> HttpResponse:
    """Accept the entries that were listed."""
    keys = [int(key) for key in request.POST.getlist("entry") if key.isdecimal()]
    count = services.accept_many(actor=request.actor, keys=keys)
    said = ngettext("%(n)s catatan diterima.", "%(n)s catatan diterima.", count)
    messages.success(request, said % {"n": count})
    return back(request, "journal:waiting")


def _visible(request: StaffRequest, pk: int) -> DailyEntry:
    return get_object_or_404(DailyEntry.objects.visible_to(request.actor), pk=pk)


def _answer(request: StaffRequest, row: DailyEntry, said: str) -> HttpResponse:
    """For htmx the row as it is now; else back to where the act was started."""
    if request.headers.get("HX-Request"):
        found = DailyEntry.objects.for_list().with_questions().get(pk=row.pk)
        context = {"row": row_of(found), "acts": board_acts(request.actor)}
        return render(request, "journal/parts/reviewed.html", context)
    messages.success(request, said)
    return back(request, "journal:waiting")
