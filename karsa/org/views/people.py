"""People: the list, and one person's posts, raters and statuses over time."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.policies import can_serve_sign_in
from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.pages import page, slice_of
from karsa.org.forms.acts import EndForm, StatusForm
from karsa.org.models import Assignment, Employee, EmployeeStatus
from karsa.org.policies import can_keep_organisation, can_reset
from karsa.org.queries.handover import rated_lines
from karsa.org.queries.people import for_person_page, named, person_page, person_rows
from karsa.org.services.posts import leave
from karsa.org.services.statuses import end_status, give_status
from karsa.org.views.acting import Act, Cleaned, keeper, perform, read
from karsa.org.views.handing_over import end_form, next_rater, with_rest


@staff()
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    """People the reader may see, by name; `?nama=` narrows. A NIP is searched by `find`."""
    name = request.GET.get("nama", "").strip()
    seen = Employee.objects.visible_to(request.actor).filter(is_active=True)
    # Digits would be a NIP, which has no place in an address.
    shown = slice_of(
        seen.filter(name__icontains=name) if name and not name.isdigit() else seen,
        request,
        "name",
        "pk",
    )
    return page(
        request,
        "org/people.html",
        rows=person_rows(shown.rows, request.actor.today),
        next_key=shown.next_key,
        typed=name,
        total=seen.count(),
    )


@staff()
@require_POST
def find(request: StaffRequest) -> HttpResponse:
    """Find by name or NIP without the NIP in an address: one hit opens, several are listed."""
    typed = request.POST.get("cari", "").strip()
    seen = Employee.objects.visible_to(request.actor).filter(named(typed)) if typed else None
    found = list(seen.order_by("name", "pk")[:50]) if seen is not None else []
    if len(found) == 1:
        return redirect("org:person", found[0].pk)
    rows = person_rows(found, request.actor.today)
    return page(request, "org/people.html", rows=rows, typed=typed, total=len(rows), searched=True)


@staff()
@require_GET
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """One person: posts with their raters over time, statuses, and what may be done."""
    seen = for_person_page(Employee.objects.visible_to(request.actor), request.actor.today)
    found = get_object_or_404(seen, pk=pk)
    return page(
        request,
        "org/person.html",
        employee=found,
        shown=person_page(found),
        keeps=can_keep_organisation(request.actor),
        resets=can_reset(request.actor, found),
        serves=found.user is not None and can_serve_sign_in(request.actor, found.user),
    )


@keeper
@require_http_methods(["GET", "POST"])
def add_status(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a person a dated status."""
    found = _person(request, pk)
    act = Act(
        title=_("Status baru untuk %(name)s") % {"name": found.name},
        note=_("Selama status berlaku, orang ini tidak dihitung dan tidak diingatkan."),
        label=_("Simpan status"),
        back=reverse("org:person", args=[pk]),
    )

    def give(typed: Cleaned) -> str:
        given = give_status(actor=request.actor, employee_ids=[pk], **typed)
        return _("Status tersimpan.") if given else _("Status itu sudah tercatat.")

    return perform(request, read(request, StatusForm, initial=_today(request)), act, give)


@keeper
@require_http_methods(["GET", "POST"])
def stop_status(request: StaffRequest, pk: int) -> HttpResponse:
    """End a status."""
    row = get_object_or_404(
        EmployeeStatus.objects.select_related("employee"), agency=request.agency, pk=pk
    )
    facts = {"status": row.get_kind_display(), "name": row.employee.name}
    act = Act(
        title=_("Akhiri %(status)s untuk %(name)s") % facts,
        label=_("Akhiri status"),
        back=reverse("org:person", args=[row.employee_id]),
    )

    def end(typed: Cleaned) -> str:
        end_status(actor=request.actor, status_id=pk, ends=typed["ends"])
        return _("Status diakhiri.")

    return perform(request, read(request, EndForm, initial=_today(request)), act, end)


@keeper
@require_http_methods(["GET", "POST"])
def leaving(request: StaffRequest, pk: int) -> HttpResponse:
    """Record that a person leaves the service."""
    found = _person(request, pk)
    rated = rated_lines(request.agency, pk, request.actor.today)
    act = Act(
        title=_("%(name)s berhenti atau pensiun") % {"name": found.name},
        note=_("Semua penempatan berakhir dan akunnya ditutup. Riwayatnya tetap tersimpan."),
        label=_("Catat berhenti"),
        back=reverse("org:person", args=[pk]),
        rated=rated,
    )

    def end(typed: Cleaned) -> str:
        ends = typed["ends"]
        leave(actor=request.actor, employee_id=pk, ends=ends, handover=next_rater(typed))
        rest = rated_lines(request.agency, pk, ends + timedelta(days=1))
        return with_rest(_("Tercatat. Akunnya sudah ditutup."), rest)

    return perform(request, end_form(request, rated, _led(request, found)), act, end)


def _person(request: StaffRequest, pk: int) -> Employee:
    return get_object_or_404(Employee.objects.visible_to(request.actor), pk=pk)


def _led(request: StaffRequest, person: Employee) -> Assignment | None:
    held = Assignment.objects.on(request.actor.today).filter(employee=person)
    return held.select_related("unit").order_by("-is_head", "pk").first()


def _today(request: StaffRequest) -> Cleaned:
    return {"starts": request.actor.today}
