"""Signing in at the agency's own provider, and coming back from it."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from karsa.accounts import proving
from karsa.accounts.forms import tidy_name
from karsa.accounts.models import IdentityProvider, User
from karsa.accounts.oidc import client
from karsa.accounts.oidc.client import Trip
from karsa.accounts.queries.providers import provider_of
from karsa.accounts.requests import StaffRequest, is_at_home
from karsa.accounts.services.ways import account_of
from karsa.accounts.views.door import go_on
from karsa.accounts.views.entering import enter, onward
from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused

_TRIP = "at_provider"


@never_cache
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider: to sign in, or to show once more who is there."""
    provider, is_in = _provider(request), is_at_home(cast(StaffRequest, request))
    if is_in and "bukti" not in request.GET:
        return redirect(onward(request))
    since = int(clock.on_other_clocks(clock.now()).timestamp()) if is_in else 0
    trip = client.depart(onward(request), back_address(request), since)
    try:
        address = client.address_for(provider, trip)
    except Refused as problem:
        return _failed(request, sentence(problem))
    request.session[_TRIP] = trip.kept
    return redirect(address)


@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Take what the provider says of who came back."""
    asked, provider = cast(StaffRequest, request), _provider(request)
    kept = request.session.pop(_TRIP, None)
    if kept is None or not constant_time_compare(kept["state"], request.GET.get("state", "")):
        return _failed(
            request, _("Halaman ini dibuka dua kali atau terlalu lama. Coba masuk lagi.")
        )
    trip, now = Trip(**kept), clock.now()
    try:
        number = client.number_of(provider, trip, request.GET.get("code", ""), now)
    except Refused as problem:
        return _failed(request, sentence(problem))
    user = account_of(provider=provider, number=tidy_name(number), now=now)
    if trip.since:
        return _proven(asked, user, provider, trip)
    if user is None:
        text = _("Belum ada akun Karsa untuk nomor dari %(name)s. Minta kode kepada admin unit.")
        return _failed(request, text % {"name": provider.name})
    if provider.asks_second_factor:
        answer = enter(asked, user, where=trip.where, remember=False, second_factor=True)
    else:
        answer = go_on(asked, user, where=trip.where, remember=False)
    proving.forget(request)  # it may have let in, unasked, a browser that was signed in there
    return answer


def back_address(request: HttpRequest) -> str:
    """Where the provider leads back to: written down there too."""
    return request.build_absolute_uri(reverse("accounts:provider_back"))


def _proven(
    request: StaffRequest, user: User | None, provider: IdentityProvider, trip: Trip
) -> HttpResponse:
    """Only the owner of the session shows to be there."""
    if user is None or not is_at_home(request) or request.user != user:
        return _failed(request, _("Yang masuk di penyedia bukan pemilik akun ini."))
    proving.note(request, request.actor, second=provider.asks_second_factor)
    messages.success(request, _("Terbukti. Kembali ke halaman tadi, lalu tekan Lanjutkan."))
    return redirect(trip.where)


def _provider(request: HttpRequest) -> IdentityProvider:
    found = provider_of(cast(StaffRequest, request).agency)
    if found is None:
        raise Http404
    return found


def _failed(request: HttpRequest, text: str) -> HttpResponse:
    messages.error(request, text)
    return redirect("accounts:sign_in")
