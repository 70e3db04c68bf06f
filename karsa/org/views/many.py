"""Acts for many at once: statuses of a unit's people, delegations of heads."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest
from karsa.kit.pages import page, slice_of
from karsa.org.forms.acts import DelegationForm, EndDelegationForm, StatusManyForm
from karsa.org.models import Assignment, Delegation, EmployeeStatus, Unit
from karsa.org.queries.delegations import heads_without_delegation, running_delegations
from karsa.org.services.delegations import delegate, end_delegation
from karsa.org.services.statuses import give_status
from karsa.org.views.acting import Act, Cleaned, keeper, perform, read
from karsa.org.views.handing_over import read_anew

_SHOWN = 300


@keeper
@require_http_methods(["GET", "POST"])
def unit_statuses(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a status to many of a unit at once; the teachers of a school are ticked already."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    posts = Assignment.objects.on(request.actor.today).filter(unit=unit, employee__is_active=True)
    held = list(posts.select_related("employee", "position").order_by("employee__name")[:_SHOWN])
    choices = {
        str(post.employee_id): f"{post.employee.full_name} · {post.position.name}" for post in held
    }
    teachers = [post.employee_id for post in held if post.position.name.startswith("Guru")]
    start = {
        "chosen": teachers,
        "kind": EmployeeStatus.Kind.OTHER_PLATFORM,
        "starts": request.actor.today,
    }
    act = Act(
        title=_("Status untuk banyak orang di %(unit)s") % {"unit": unit.name},
        note=_("Guru sudah ditandai. Hapus tanda untuk yang tetap dinilai di sini."),
        label=_("Simpan status"),
        back=reverse("org:unit", args=[pk]),
    )

    def give(typed: Cleaned) -> str:
        people = typed.pop("chosen")
        given = give_status(actor=request.actor, employee_ids=people, **typed)
        text = ngettext("Status %(n)s orang tersimpan.", "Status %(n)s orang tersimpan.", given)
        return text % {"n": given}

    form = read(request, StatusManyForm, choices=list(choices.items()), initial=start)
    return perform(request, form, act, give)


@keeper
@require_GET
def delegations(request: StaffRequest) -> HttpResponse:
    """Who holds a delegation to rate, and how many heads still need one."""
    day = request.actor.today
    running = running_delegations(request.agency, day)
    return page(
        request,
        "org/delegations.html",
        rows=slice_of(running, request, "employee__name", "pk"),
        missing=heads_without_delegation(request.agency, day).count(),
    )


@keeper
@require_http_methods(["GET", "POST"])
def add_delegations(request: StaffRequest) -> HttpResponse:
    """Delegate to many heads by one decree; school heads are ticked already."""
    heads = heads_without_delegation(request.agency, request.actor.today)
    held = list(heads.select_related("employee", "unit").order_by("unit__name")[:_SHOWN])
    choices = [(str(post.pk), f"{post.unit.name} · {post.employee.full_name}") for post in held]
    schools = [post.pk for post in held if post.unit.kind == Unit.Kind.SCHOOL]
    act = Act(
        title=_("Delegasikan kewenangan menilai"),
        note=_(
            "Pejabat fungsional yang memimpin unit boleh menilai hanya dengan delegasi bertanggal. "
            "Satu keputusan dapat memuat semua kepala sekolah."
        ),
        label=_("Simpan delegasi"),
        back=reverse("org:delegations"),
    )

    def give(typed: Cleaned) -> str:
        posts, anew = typed.pop("chosen"), typed.pop("anew")
        given = delegate(actor=request.actor, head_ids=posts, **typed)
        text = ngettext("%(n)s delegasi tersimpan.", "%(n)s delegasi tersimpan.", given)
        done = text % {"n": given}
        return f"{done} {read_anew(request, typed['starts'])}" if anew else done

    start = {"chosen": schools, "starts": request.actor.today}
    form = read(request, DelegationForm, choices=choices, initial=start)
    return perform(request, form, act, give)


@keeper
@require_http_methods(["GET", "POST"])
def stop_delegation(request: StaffRequest, pk: int) -> HttpResponse:
    """End a delegation."""
    rows = Delegation.objects.select_related("employee", "unit")
    row = get_object_or_404(rows, agency=request.agency, pk=pk)
    act = Act(
        title=_("Akhiri delegasi %(name)s") % {"name": row.employee.name},
        note=_("Orang yang dinilainya perlu penilai lain mulai hari berikutnya."),
        label=_("Akhiri delegasi"),
        back=reverse("org:delegations"),
    )

    def end(typed: Cleaned) -> str:
        end_delegation(actor=request.actor, delegation_id=pk, ends=typed["ends"])
        if not typed["anew"]:
            return _("Delegasi diakhiri.")
        rest = read_anew(request, typed["ends"] + timedelta(days=1))
        return _("Delegasi diakhiri. %(rest)s") % {"rest": rest}

    return perform(request, read(request, EndDelegationForm), act, end)
