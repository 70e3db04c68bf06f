from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.journal import services
from karsa.journal.models import DailyEntry
from karsa.journal.policies import can_change, can_review
from karsa.journal.queries import (
    EntryRow,
    newest,
    notes_on,
    own_counts,
    places_on,
    row_of,
    unexplained,
)
from karsa.journal.services.acts import board_acts
from karsa.kit.pages import FEW, Slice, first_of, page, slice_of
from karsa.kit.redirects import back

State = DailyEntry.State
_ORDER = ("-day", "-pk")


@require_GET
@staff()
def entries(request: StaffRequest) -> HttpResponse:
    """One's own entries, newest first, perhaps of one state. Four queries beside the frame's."""
    counts, state = own_counts(request.actor), request.GET.get("keadaan", "")
    rows = _chosen(request) if request.GET else first_of(newest(request.actor), *_ORDER, size=FEW)
    filters = [
        {"label": label, "url": f"?keadaan={code}", "current": code == state, "count": counts[code]}
        for code, label in [("", gettext("Semua")), *State.choices]
    ]
    found = {"rows": rows.rows, "next_key": rows.next_key, "counts": counts}
    found["asked"] = unexplained(request.actor)
    return page(request, "journal/mine.html", "rows", filters=filters, **found)


def _chosen(request: StaffRequest) -> Slice[EntryRow]:
    """Those of one state, or further ones."""
    actor, state = request.actor, request.GET.get("keadaan", "")
    own = DailyEntry.objects.filter(agency=actor.agency, employee=actor.me)
    chosen = own.filter(state=state) if state in State.values else own
    found = slice_of(chosen.for_list(), request, *_ORDER, size=FEW)
    return Slice([row_of(row) for row in found.rows], found.next_key)


@require_GET
@staff()
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """One entry: what was done, its evidence, who verified it, and what can be done now."""
    actor = request.actor
    rows = DailyEntry.objects.visible_to(actor).for_list().with_questions()
    found = get_object_or_404(rows, pk=pk)
    return page(
        request,
        "journal/entry.html",
        row=row_of(found),
        plan_id=found.plan_id,
        is_favourite=found.is_favourite,
        notes=notes_on(actor, found),
        places=places_on(found) if can_change(actor, found) or can_review(actor, found) else (),
        is_field_duty=found.is_field_duty,
        is_own=can_change(actor, found),
        may_review=can_review(actor, found),
        acts=board_acts(actor),
        may_undo=found.state == State.ACCEPTED and found.reviewed_by_id == actor.employee_id,
    )


@require_POST
@staff()
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an entry that nobody has reviewed back into the drafts."""
    found = get_object_or_404(DailyEntry.objects.visible_to(request.actor), pk=pk)
    services.withdraw(actor=request.actor, entry=found)
    messages.success(request, gettext("Ditarik. Catatannya kini draf dan dapat diubah."))
    return back(request, "journal:entry", pk)


@require_POST
@staff()
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Remove a draft."""
    found = get_object_or_404(DailyEntry.objects.visible_to(request.actor), pk=pk)
    services.discard(actor=request.actor, entry=found)
    messages.success(request, gettext("Draf dihapus."))
    return back(request, "journal:mine")
