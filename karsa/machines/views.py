"""Sambungan: tokens of machines that ask, addresses of machines that are told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, proven, staff
from karsa.accounts.roles import Role
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.machines.forms import HookForm, TokenForm
from karsa.machines.models import Delivery, Hook, Token
from karsa.machines.queries import hooks_of, tokens_of
from karsa.machines.services import hooks, tokens

_administrator = staff(Role.ADMINISTRATOR)


@require_GET
@_administrator
def home(request: StaffRequest) -> HttpResponse:
    """What is connected, and how to begin. Two queries beside the frame's."""
    known, told = tokens_of(request.actor), hooks_of(request.actor)
    running = sum(row.is_open for row in known)
    silent = sum(hook.gave_up for hook in told)
    headline = _("Sambungan dengan sistem lain")
    if silent:
        headline = ngettext(
            "%(n)s penerima kabar tidak menjawab", "%(n)s penerima kabar tidak menjawab", silent
        ) % {"n": silent}
    elif running:
        headline = ngettext(
            "%(n)s sistem memegang token", "%(n)s sistem memegang token", running
        ) % {"n": running}
    address = request.build_absolute_uri(reverse("api:units"))
    return page(
        request, "machines/home.html", headline=headline, tokens=known, hooks=told, address=address
    )


@never_cache
@require_http_methods(METHODS)
@_administrator
@proven
def token_new(request: StaffRequest) -> HttpResponse:
    """Whose token, what it opens; ends with its text, once."""
    form = TokenForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: tokens.give_token(actor=request.actor, **form.cleaned_data),
        ("machines:home",),
        then=lambda made: _shown_once(request, _("Token untuk %s") % made[0].name, made[1]),
        title=_("Token baru"),
        note=_("Untuk sistem yang membaca atau mengirim data. Token tidak dapat dipakai masuk."),
        submit=_("Buat token"),
    )


@require_POST
@_administrator
def token_revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """The token opens nothing more."""
    row = get_object_or_404(Token, pk=pk, agency=request.agency)
    tokens.revoke_token(actor=request.actor, token_id=row.pk)
    messages.success(request, _("Token %s dicabut.") % row.name)
    return redirect("machines:home")


@never_cache
@require_http_methods(METHODS)
@_administrator
@proven
def hook_new(request: StaffRequest) -> HttpResponse:
    """Where a machine waits, and for what; ends with its secret, once."""
    form = HookForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: hooks.add_hook(actor=request.actor, words=hooks.HookWords(**form.cleaned_data)),
        ("machines:home",),
        then=lambda made: _shown_once(request, _("Kunci rahasia %s") % made[0].name, made[1]),
        title=_("Penerima kabar baru"),
        note=_("Kabar hanya berisi nomor dan jenis kejadian, tanpa nama siapa pun."),
        submit=_("Daftarkan penerima"),
    )


@require_GET
@_administrator
def hook(request: StaffRequest, pk: int) -> HttpResponse:
    """An address, and what became of its messages, the newest first."""
    found = _hook(request, pk)
    rows = slice_of(found.deliveries.all(), request, "-pk")
    return page(request, "machines/hook.html", headline=found.name, hook=found, rows=rows)


@require_POST
@_administrator
def hook_try(request: StaffRequest, pk: int) -> HttpResponse:
    """Send a message that tells of nothing."""
    hooks.try_hook(actor=request.actor, hook_id=_hook(request, pk).pk)
    messages.success(request, _("Kabar percobaan dikirim. Hasilnya muncul di sini sebentar lagi."))
    return redirect("machines:hook", pk)


@require_POST
@_administrator
def hook_stop(request: StaffRequest, pk: int) -> HttpResponse:
    """It is told nothing more."""
    hooks.stop_hook(actor=request.actor, hook_id=_hook(request, pk).pk)
    return redirect("machines:hook", pk)


@require_POST
@_administrator
def hook_start(request: StaffRequest, pk: int) -> HttpResponse:
    """It is told again, also what waited."""
    hooks.start_hook(actor=request.actor, hook_id=_hook(request, pk).pk)
    return redirect("machines:hook", pk)


@require_POST
@_administrator
def delivery_again(request: StaffRequest, pk: int) -> HttpResponse:
    """The same message once more."""
    row = get_object_or_404(Delivery, pk=pk, agency=request.agency)
    hooks.send_again(actor=request.actor, delivery_id=row.pk)
    return redirect("machines:hook", row.hook_id)


def _hook(request: StaffRequest, pk: int) -> Hook:
    return get_object_or_404(Hook, pk=pk, agency=request.agency)


def _shown_once(request: StaffRequest, title: str, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("api:units"))
    is_token = not secret.startswith(hooks.PREFIX)
    return page(
        request,
        "machines/shown_once.html",
        title=title,
        secret=secret,
        is_token=is_token,
        address=address,
    )
