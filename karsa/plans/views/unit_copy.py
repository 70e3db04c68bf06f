from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.pages import page
from karsa.org.models import Unit
from karsa.plans import policies, services
from karsa.plans.queries.unit_copy import copies_of

SHOWN = 200


@staff()
@require_http_methods(["GET", "POST"])
def copy(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """Last year's plans of a unit: what can be laid out as drafts, and why something cannot."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    if not policies.can_copy_unit(request.actor, unit):
        raise PermissionDenied
    if request.method == "POST":
        made = services.copy_unit(actor=request.actor, unit=unit, year=year)
        messages.success(request, _("%(n)s draf disiapkan.") % {"n": made})
        return redirect("plans:unit", pk, year)
    found = copies_of(unit, year, request.actor.today)
    ready = [one for one in found if one.works]
    text = ngettext(
        "%(n)s rencana %(year)s siap disalin", "%(n)s rencana %(year)s siap disalin", len(ready)
    )
    nothing = _("Tidak ada rencana %(year)s yang bisa disalin")
    facts = {"n": len(ready), "year": year - 1}
    return page(
        request,
        "plans/copy_unit.html",
        headline=(text if ready else nothing) % facts,
        note=_("%(unit)s · menjadi draf %(year)s; setiap orang masih membahasnya dengan penilai")
        % {"unit": unit.name, "year": year},
        back_url=reverse("plans:unit", args=[pk, year]),
        unit=unit,
        year=year,
        ready=ready[:SHOWN],
        left=[one for one in found if not one.works][:SHOWN],
    )
