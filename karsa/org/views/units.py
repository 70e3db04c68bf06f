"""The unit tree, a unit, and moving a whole unit to another rater."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.pages import page, slice_of
from karsa.org.forms.acts import UnitRaterForm
from karsa.org.models import Assignment, Unit, WorkTeam
from karsa.org.policies import can_keep_organisation, can_keep_services, can_serve_accounts
from karsa.org.queries.heads import heads_above
from karsa.org.queries.offers import open_services
from karsa.org.queries.units import UNIT_ORDER, branch, for_unit_page, unit_page, unit_rows
from karsa.org.services.rater_lines import Change, move_unit
from karsa.org.views.acting import Act, Cleaned, keeper, perform, read_pick


@staff()
@require_GET
def units(request: StaffRequest) -> HttpResponse:
    """The tree: the roots opened, everything below on demand."""
    day = request.actor.today
    roots = list(branch(request.agency, None, day).order_by(*UNIT_ORDER)[:20])
    first = roots[0].pk if len(roots) == 1 else None
    shown = slice_of(branch(request.agency, first, day), request, *UNIT_ORDER)
    return page(
        request,
        "org/units.html",
        roots=unit_rows(roots, day) if first else (),
        rows=unit_rows(shown.rows, day),
        next_key=shown.next_key,
        total=Unit.objects.filter(agency=request.agency, is_open=True).count(),
        keeps=can_keep_organisation(request.actor),
    )


@staff()
@require_GET
def below(request: StaffRequest, pk: int) -> HttpResponse:
    """The units right below one: rows for the tree."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    day = request.actor.today
    shown = slice_of(branch(request.agency, unit.pk, day), request, *UNIT_ORDER)
    rows = unit_rows(shown.rows, day)
    return page(request, "org/below.html", unit=unit, rows=rows, next_key=shown.next_key)


@staff()
@require_GET
def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """One unit: who leads it, who works in it today, its services, teams and branches."""
    day = request.actor.today
    found = get_object_or_404(for_unit_page(Unit.objects.visible_to(request.actor), day), pk=pk)
    inside = Assignment.objects.on(day).filter(unit=found, employee__is_active=True)
    mine = Assignment.objects.visible_to(request.actor).filter(pk__in=inside.values("pk"))
    seen = mine.select_related("employee", "position")
    return page(
        request,
        "org/unit.html",
        unit=found,
        people=slice_of(seen, request, "employee__name", "pk"),
        shown=unit_page(found, day),
        services=open_services(found),
        offers=can_keep_services(request.actor, found),
        teams=WorkTeam.objects.filter(unit=found).exclude(ends__lt=day).order_by("name"),
        keeps=can_keep_organisation(request.actor),
        serves=can_serve_accounts(request.actor, found),
    )


@keeper
@require_http_methods(["GET", "POST"])
def unit_rater(request: StaffRequest, pk: int) -> HttpResponse:
    """Let one person rate the whole unit from a day on."""
    found = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    heads = [(str(post.employee_id), post.employee.full_name) for post in _heads(request, found)]
    start = {"starts": request.actor.today}
    form = read_pick(request, UnitRaterForm, suggest={"rater": heads}, initial=start)
    act = Act(
        title=_("Satu penilai untuk %(unit)s") % {"unit": found.name},
        note=_("Semua orang di unit ini dinilai orang yang Anda pilih, mulai tanggal itu."),
        label=_("Pindahkan penilaian"),
        back=reverse("org:unit", args=[pk]),
    )

    def move(typed: Cleaned) -> str:
        change = Change(typed["rater"], typed["starts"], typed["decree"])
        moved = move_unit(
            actor=request.actor, unit_id=pk, change=change, with_below=typed["with_below"]
        )
        text = ngettext(
            "Penilai %(count)s penempatan diganti.", "Penilai %(count)s penempatan diganti.", moved
        )
        return text % {"count": moved}

    return perform(request, form, act, move)


def _heads(request: StaffRequest, unit: Unit) -> list[Assignment]:
    return heads_above(unit, request.actor.today)
