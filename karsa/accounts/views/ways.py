"""Cara masuk: the administrator chooses who needs two steps, and sets a provider up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.forms import ProviderForm, SecondFactorForm
from karsa.accounts.models import IdentityProvider
from karsa.accounts.oidc.checking import findings
from karsa.accounts.oidc.presets import PRESETS, preset
from karsa.accounts.policies import SECOND_PERSONS, can_confirm_provider, can_set_ways
from karsa.accounts.queries.providers import State, providers_of
from karsa.accounts.requests import StaffRequest, proven, second_step_first, staff
from karsa.accounts.roles import Role
from karsa.accounts.services.ways import (
    Written,
    choose_second_factor,
    confirm_provider,
    drop_provider,
    save_provider,
)
from karsa.accounts.views.provider import back_address
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.tenancy.models import Agency

_BACK = ("accounts:ways",)
_KEPT = ("name", "issuer", "client_id", "claim", "is_on", "opens_accounts", "asks_second_factor")


@staff(*SECOND_PERSONS)
@require_GET
def ways(request: StaffRequest) -> HttpResponse:
    """How people of the agency sign in, and what waits for a second person."""
    known = providers_of(request.agency)
    waiting = known.get(State.WAITING)
    return page(
        request,
        "accounts/ways.html",
        provider=known.get(State.IN_FORCE),
        waiting=waiting,
        confirms=waiting is not None and can_confirm_provider(request.actor, waiting),
        sets=can_set_ways(request.actor),
        presets=PRESETS,
        back_address=back_address(request),
    )


@staff(Role.ADMINISTRATOR)
@proven
@require_http_methods(METHODS)
def second_factor(request: StaffRequest) -> HttpResponse:
    """Who must have a second factor."""
    start = {"second_factor": request.agency.second_factor}
    form = SecondFactorForm(request.POST or None, initial=start)
    return edit(
        request,
        form,
        lambda: choose_second_factor(
            actor=request.actor, wanted=form.cleaned_data["second_factor"]
        ),
        _BACK,
        said=_("Tersimpan. Berlaku mulai halaman berikutnya yang dibuka orang."),
        title=_("Siapa wajib memakai langkah kedua?"),
        note=_(
            "Peran yang berkuasa atas banyak orang: administrator, pengelola kinerja, "
            "inspektorat, dan kepala daerah."
        ),
        submit=_("Simpan"),
    )


@never_cache
@sensitive_post_parameters("secret")
@staff(Role.ADMINISTRATOR)
@proven
@require_http_methods(METHODS)
def provider(request: StaffRequest) -> HttpResponse:
    """What is known of the provider; a preset fills in what is usual."""
    known = _latest(request.agency)
    chosen = preset(request.GET.get("contoh", ""))
    start: dict[str, object] = {name: getattr(known, name) for name in _KEPT} if known else {}
    if chosen:
        start |= {"name": chosen.name, "issuer": chosen.issuer, "claim": chosen.claim}
    form = ProviderForm(request.POST or None, initial=start)
    asked = second_step_first(request) if request.method == "POST" and form.is_valid() else None
    return asked or edit(
        request,
        form,
        lambda: save_provider(actor=request.actor, written=Written(**form.cleaned_data)),
        _BACK,
        said=_(
            "Tersimpan. Tekan Coba untuk memeriksa sambungannya. Yang membuka pintu baru menunggu "
            "orang kedua."
        ),
        title=_("Penyedia identitas"),
        note=_("Daftarkan Karsa di penyedia dengan alamat kembali: %(address)s")
        % {"address": back_address(request)},
        submit=_("Simpan"),
    )


@staff(Role.ADMINISTRATOR)
@require_POST
def provider_check(request: StaffRequest) -> HttpResponse:
    """Try the provider and say what is wrong."""
    known = _latest(request.agency)
    if known is None:
        return redirect(*_BACK)
    found = findings(known, back_address(request))
    return page(
        request,
        "accounts/provider_check.html",
        provider=known,
        findings=found,
        works=all(one.is_good for one in found),
    )


@staff(*SECOND_PERSONS)
@proven
@require_POST
def provider_confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """A second person lets what waits come into force."""
    waiting = get_object_or_404(IdentityProvider, agency=request.agency, pk=pk, state=State.WAITING)
    asked = second_step_first(request)
    if asked is not None:
        return asked
    confirm_provider(actor=request.actor, provider_id=waiting.pk)
    messages.success(request, _("Penyedia identitas ini sekarang berlaku."))
    return redirect(*_BACK)


@staff(*SECOND_PERSONS)
@proven
@require_POST
def provider_drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Its author or a second person lets what waits go."""
    waiting = get_object_or_404(IdentityProvider, agency=request.agency, pk=pk, state=State.WAITING)
    drop_provider(actor=request.actor, provider_id=waiting.pk)
    messages.success(request, _("Dibatalkan. Yang berlaku tetap seperti sebelumnya."))
    return redirect(*_BACK)


def _latest(agency: Agency) -> IdentityProvider | None:
    """What was written last: what waits, else what is in force."""
    known = providers_of(agency)
    return known.get(State.WAITING) or known.get(State.IN_FORCE)
