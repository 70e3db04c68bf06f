from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.journal import services
from karsa.journal.forms import SeveralForm, typed
from karsa.journal.models import DailyEntry
from karsa.journal.queries import choices, repeatable
from karsa.kit.pages import page
from karsa.kit.redirects import back
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused


@require_http_methods(["GET", "POST"])
@staff(Role.EMPLOYEE)
def several(request: StaffRequest) -> HttpResponse:
    """Every open work on one screen; `?isi=terakhir` begins with the last numbers."""
    tiles = choices(request.actor)
    given = request.POST if request.method == "POST" else None
    form = SeveralForm(given, actor=request.actor, tiles=tiles, initial=_initial(request))
    if form.is_bound and form.is_valid() and _sent(request, form):
        return back(request, "journal:mine")
    return page(request, "journal/several.html", form=form)


@require_POST
@staff()
def favourite(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark one's entry as a favourite, or take the mark off."""
    entry = get_object_or_404(DailyEntry.objects.visible_to(request.actor), pk=pk)
    row = services.mark_favourite(actor=request.actor, entry=entry, marked=not entry.is_favourite)
    said = gettext("Jadi favorit: kini ditawarkan paling atas.")
    messages.success(request, said if row.is_favourite else gettext("Bukan favorit lagi."))
    return back(request, "journal:entry", pk)


def _initial(request: StaffRequest) -> dict[str, object]:
    said: dict[str, object] = {"key": uuid4(), "day": request.actor.today}
    if request.GET.get("isi") == "terakhir":
        last = repeatable(request.actor)
        newest = max((row.day for row in last), default=None)
        said |= {f"jumlah-{row.choice}": typed(row.quantity) for row in last if row.day == newest}
    return said


def _sent(request: StaffRequest, form: SeveralForm) -> bool:
    """Send what the form says; a refusal stands above it, and what was typed stays."""
    lines = form.lines()
    try:
        count = services.report_several(
            actor=request.actor, key=form.cleaned_data["key"], lines=lines
        )
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return False
    said = ngettext("%(n)s catatan terkirim.", "%(n)s catatan terkirim.", count)
    messages.success(request, said % {"n": count})
    return True
