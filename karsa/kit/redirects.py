"""Back to where an act was started: only ever to our own pages."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def back(request: HttpRequest, to: str, *args: object) -> HttpResponseRedirect:
    """Redirect to the form's `next` if it is a page of this host, else to `to`."""
    wanted = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if inside else resolve_url(to, *args))
