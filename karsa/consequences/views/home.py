from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.consequences import policies
from karsa.consequences.queries.pages import home_of
from karsa.kit.pages import page


@require_GET
@staff()
def home(request: StaffRequest) -> HttpResponse:
    """What follows from results: awards that are open, one's own, and letters. Four queries."""
    actor = request.actor
    return page(
        request,
        "consequences/home.html",
        shown=home_of(actor),
        tabs=_tabs(),
        keeps=policies.can_keep_awards(actor),
        reports=actor.has(*policies.REPORTERS) and actor.employee_id is not None,
        inspects=actor.has(Role.INSPECTOR),
    )


def _tabs() -> list[dict[str, Any]]:
    return [
        {"label": _("Ringkasan"), "url": reverse("consequences:home"), "current": True},
        {"label": _("Penghargaan"), "url": reverse("consequences:awards")},
        {"label": _("Masa perbaikan"), "url": reverse("consequences:improvements")},
        {"label": _("Tunjangan (TPP)"), "url": reverse("consequences:allowance")},
    ]
