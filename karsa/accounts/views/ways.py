"""Cara masuk: the administrator chooses who needs two steps, and sets a provider up."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.forms import ProviderForm, SecondFactorForm
from karsa.accounts.oidc.checking import findings
from karsa.accounts.oidc.presets import PRESETS, preset
from karsa.accounts.queries.providers import provider_set_up
from karsa.accounts.requests import StaffRequest, proven, staff
from karsa.accounts.roles import Role
from karsa.accounts.services.ways import Written, choose_second_factor, save_provider
from karsa.accounts.views.provider import back_address
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page

_BACK = ("accounts:ways",)
_KEPT = ("name", "issuer", "client_id", "claim", "is_on", "opens_accounts", "asks_second_factor")


@staff(Role.ADMINISTRATOR)
@require_GET
def ways(request: StaffRequest) -> HttpResponse:
    """How people of the agency sign in."""
    return page(
        request,
        "accounts/ways.html",
        provider=provider_set_up(request.agency),
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
    known = provider_set_up(request.agency)
    chosen = preset(request.GET.get("contoh", ""))
    start: dict[str, object] = {name: getattr(known, name) for name in _KEPT} if known else {}
    if chosen:
        start |= {"name": chosen.name, "issuer": chosen.issuer, "claim": chosen.claim}
    form = ProviderForm(request.POST or None, initial=start)
    return edit(
        request,
        form,
        lambda: save_provider(actor=request.actor, written=Written(**form.cleaned_data)),
        _BACK,
        said=_("Tersimpan. Tekan Coba untuk memeriksa sambungannya."),
        title=_("Penyedia identitas"),
        note=_("Daftarkan Karsa di penyedia dengan alamat kembali: %(address)s")
        % {"address": back_address(request)},
        submit=_("Simpan"),
    )


@staff(Role.ADMINISTRATOR)
@require_POST
def provider_check(request: StaffRequest) -> HttpResponse:
    """Try the provider and say what is wrong."""
    known = provider_set_up(request.agency)
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
