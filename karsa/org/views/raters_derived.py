"""One act of a keeper: read the raters from the structure anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from karsa.accounts.requests import StaffRequest
from karsa.org.services.raters_derived import derive_raters_by
from karsa.org.views.acting import keeper


@keeper
@require_POST
def derive(request: StaffRequest) -> HttpResponse:
    """Bring derived raters into line with heads and delegations of today; the set ones stay."""
    derived = derive_raters_by(request.actor)
    text = _("%(opened)s penilai diperbarui, %(unrated)s penempatan belum punya penilai.")
    facts = {"opened": derived.opened + derived.amended, "unrated": derived.unrated}
    messages.success(request, text % facts)
    return redirect("org:raters")
