"""Accounts of a unit's people: slips, links, and resets after seeing the person."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, proven, staff
from karsa.kit.pages import page, slice_of
from karsa.kit.refusals import sentence
from karsa.org.forms.acts import ResetForm
from karsa.org.models import Employee, Unit
from karsa.org.policies import can_reset, can_serve_accounts
from karsa.org.queries.accounts import people_below, waiting
from karsa.org.services import accounts
from karsa.org.views.acting import Act, read
from karsa.rules.refused import Refused


@staff()
@require_GET
def unit_accounts(request: StaffRequest, pk: int) -> HttpResponse:
    """Who of a unit has no password yet, and how they get one."""
    unit = _unit(request, pk)
    people = people_below(unit, request.actor.today)
    return page(
        request,
        "org/accounts.html",
        unit=unit,
        rows=slice_of(waiting(people), request, "name", "pk"),
        waiting=waiting(people).count(),
        total=people.count(),
    )


@staff()
@proven
@require_POST
def slips(request: StaffRequest, pk: int) -> HttpResponse:
    """The PDF of activation slips of a unit; printing again ends the codes printed before.

    A file to keep: a page shown in its place would void the slips when it is loaded again.
    """
    unit = _unit(request, pk)
    printed = accounts.print_slips(actor=request.actor, unit=unit, address=_address(request))
    response = HttpResponse(printed, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="slip-aktivasi-{unit.pk}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@never_cache
@staff()
@proven
@require_POST
def link(request: StaffRequest, pk: int) -> HttpResponse:
    """A new activation code, shown once, with the message to send."""
    employee = _person(request, pk)
    given = accounts.activation_link(
        actor=request.actor, employee=employee, address=_address(request)
    )
    return page(request, "org/one_time.html", given=given, employee=employee)


@never_cache
@staff()
@proven
@require_http_methods(["GET", "POST"])
def reset(request: StaffRequest, pk: int) -> HttpResponse:
    """A one-time code for another password, after seeing the person; shown once."""
    employee = _person(request, pk)
    if not can_reset(request.actor, employee):
        raise PermissionDenied
    form = read(request, ResetForm)
    if form.is_bound and form.is_valid():
        met = form.cleaned_data["has_met"]
        try:
            given = accounts.reset_password(
                actor=request.actor, employee=employee, has_met=met, address=_address(request)
            )
            return page(request, "org/one_time.html", given=given, employee=employee)
        except Refused as refusal:
            form.add_error("has_met", sentence(refusal))
    return page(request, "org/act.html", form=form, act=_reset_act(employee))


def _reset_act(employee: Employee) -> Act:
    return Act(
        title=_("Atur ulang sandi %(name)s") % {"name": employee.name},
        note=_(
            "Anda mendapat kode sekali pakai untuk diberikan kepadanya. Orangnya diberi tahu "
            "siapa yang membuat kode, dan tindakan ini tercatat."
        ),
        label=_("Buat kode"),
        back=reverse("org:person", args=[employee.pk]),
    )


def _unit(request: StaffRequest, pk: int) -> Unit:
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    if not can_serve_accounts(request.actor, unit):
        raise PermissionDenied
    return unit


def _person(request: StaffRequest, pk: int) -> Employee:
    seen = Employee.objects.visible_to(request.actor).select_related("user")
    return get_object_or_404(seen, pk=pk)


def _address(request: StaffRequest) -> str:
    return request.build_absolute_uri(reverse("accounts:activate"))
