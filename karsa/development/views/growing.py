"""The way in, one's own competences and plan, and those of the people one leads."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.development import policies, services
from karsa.development.forms import ItemForm, ViewForm
from karsa.development.models import Competence, Course
from karsa.development.queries.growing import PersonPage, led, person_page, to_agree
from karsa.development.queries.hours import hours_rules, ledger, standing_of
from karsa.development.queries.proposals import proposals_of_indicators, proposals_of_person
from karsa.development.queries.sessions import my_trainings
from karsa.development.queries.team import TEAM_ORDER, posts_led, requests_to, team_rows
from karsa.development.views.base import find_item, find_led, find_person, show, year_asked
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import slice_of
from karsa.org.models import Employee
from karsa.rules.training import HoursStanding


@require_GET
@staff()
def home(request: StaffRequest) -> HttpResponse:
    """What learning asks of one now. Six queries beside the frame's."""
    actor, year = request.actor, request.actor.today.year
    me = Employee.objects.filter(agency=actor.agency, pk=actor.me).first()
    rules = hours_rules(actor.agency, year)
    hours = standing_of(me, year, rules) if me else None
    return show(
        request,
        "home",
        "home",
        headline=_headline(hours),
        hours=hours,
        rules=rules,
        trainings=my_trainings(actor),
        items=to_agree(actor),
        requests=requests_to(actor) if actor.has(Role.RATER, Role.PERFORMANCE_MANAGER) else (),
    )


@require_GET
@staff(Role.EMPLOYEE)
def mine(request: StaffRequest) -> HttpResponse:
    """One's own page, where an address that names nobody leads."""
    return redirect("development:person", request.actor.me)


@require_GET
@staff()
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """Competences beside what the post needs, the plan, and the hours. Six queries."""
    found, year = find_person(request, pk), year_asked(request)
    shown = person_page(request.actor, found, year)
    return show(
        request,
        "person",
        "mine" if pk == request.actor.employee_id else "team",
        person=found,
        year=year,
        shown=shown,
        headline=_gap_headline(shown),
        hours=standing_of(found, year, hours_rules(request.agency, year)),
        ledger=ledger(found, year),
        can_plan=policies.can_plan(request.actor, pk),
        is_me=pk == request.actor.employee_id,
    )


@require_GET
@staff()
def proposals(request: StaffRequest, pk: int) -> HttpResponse:
    """Gaps proposed from evaluation and feedback, or from indicators. Seven queries."""
    found = get_object_or_404(led(request.actor), pk=pk)
    wanted = request.GET.get("asal", "orang")
    ask = proposals_of_indicators if wanted == "indikator" else proposals_of_person
    rows = ask(request.actor, found, request.actor.today.year)
    n = len(rows)
    said = ngettext("%(n)s hal layak dipelajari", "%(n)s hal layak dipelajari", n)
    return show(
        request,
        "proposals",
        "mine" if pk == request.actor.employee_id else "team",
        person=found,
        rows=rows,
        headline=said % {"n": n} if n else _("Belum ada usulan kesenjangan"),
        filters=_origins(wanted),
    )


@require_POST
@staff()
def take_proposal(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a proposed gap into the plan; its words are changed there like any other's."""
    actor, year = request.actor, request.actor.today.year
    found = get_object_or_404(led(actor), pk=pk)
    both = (proposals_of_person, proposals_of_indicators)
    rows = {one.key: one for ask in both for one in ask(actor, found, year)}
    one = rows.get(request.POST.get("usulan", ""))
    if one is None:
        raise Http404
    services.propose(actor=actor, employee=found, year=year, said=services.taken(one, year))
    messages.success(request, _("Masuk ke rencana. Ubah cara dan waktunya bila perlu."))
    return redirect("development:person", pk)


@require_http_methods(METHODS)
@staff()
def view(request: StaffRequest, pk: int, competence_id: int) -> HttpResponse:
    """Say at which level one is, or somebody one leads."""
    found = find_led(request, pk)
    rows = Competence.objects.visible_to(request.actor)
    competence = get_object_or_404(rows, pk=competence_id)
    form = ViewForm(request.POST or None)
    is_me = pk == request.actor.employee_id
    return edit(
        request,
        form,
        lambda: services.view_competence(
            actor=request.actor,
            employee=found,
            competence=competence,
            year=request.actor.today.year,
            **form.cleaned_data,
        ),
        ("development:person", pk),
        title=competence.name,
        note=_("Menurut Anda, di level mana Anda sekarang?")
        if is_me
        else _("Menurut Anda, di level mana %(name)s sekarang?") % {"name": found.full_name},
        submit=_("Simpan"),
    )


@require_http_methods(METHODS)
@staff()
def new_item(request: StaffRequest, pk: int) -> HttpResponse:
    """Propose a line of a plan."""
    found = find_led(request, pk)
    year = request.actor.today.year
    form = _item_form(request, {"due": f"{year}-12-31"})
    return edit(
        request,
        form,
        lambda: services.propose(
            actor=request.actor, employee=found, year=year, said=form.learning()
        ),
        ("development:person", pk),
        said=_("Diusulkan. Yang lain tinggal menyetujui."),
        title=_("Rencana pengembangan %(year)s") % {"year": year},
        note=found.full_name,
        submit=_("Usulkan"),
    )


@require_http_methods(METHODS)
@staff()
def change_item(request: StaffRequest, pk: int) -> HttpResponse:
    """Propose a line anew in other words."""
    item = find_item(request, pk)
    find_led(request, item.employee_id)
    names = ("kind", "activity", "due", "origin", "reason")
    given = {name: getattr(item, name) for name in names}
    form = _item_form(
        request, {**given, "competence": item.competence_id, "course": item.course_id}
    )
    return edit(
        request,
        form,
        lambda: services.change(actor=request.actor, item=item, said=form.learning()),
        ("development:person", item.employee_id),
        said=_("Diusulkan kembali."),
        title=_("Ubah rencana"),
        note=item.employee.full_name,
        submit=_("Usulkan"),
    )


@require_POST
@staff()
def move_item(request: StaffRequest, pk: int) -> HttpResponse:
    """Agree to a line, say that it is done, or that it will not be."""
    acts = {"setuju": services.agree, "selesai": services.finish, "batal": services.drop}
    item = find_item(request, pk)
    act = acts.get(request.POST.get("langkah", ""))
    if act is None:
        raise Http404
    act(actor=request.actor, item=item)
    messages.success(request, _("Tersimpan."))
    return redirect("development:person", item.employee_id)


@require_GET
@staff(Role.RATER, Role.PERFORMANCE_MANAGER)
def team(request: StaffRequest) -> HttpResponse:
    """The people one leads: hours, gaps, plans, and who asks to go. Six queries."""
    posts = slice_of(posts_led(request.actor), request, *TEAM_ORDER)
    waiting = requests_to(request.actor)
    said = ngettext(
        "%(n)s orang menunggu izin Anda", "%(n)s orang menunggu izin Anda", len(waiting)
    )
    return show(
        request,
        "team",
        "team",
        rows=team_rows(request.actor, posts.rows),
        next_key=posts.next_key,
        requests=waiting,
        headline=said % {"n": len(waiting)}
        if waiting
        else _("Pengembangan orang yang Anda pimpin"),
    )


def _item_form(request: StaffRequest, initial: dict[str, object]) -> ItemForm:
    courses = Course.objects.visible_to(request.actor).filter(is_open=True).order_by("title")
    competences = Competence.objects.visible_to(request.actor).order_by("kind", "name")
    rows = {"course": courses, "competence": competences}
    return ItemForm(request.POST or None, rows=rows, initial=initial)


def _origins(wanted: str) -> list[dict[str, object]]:
    names = {
        "orang": _("Dari atasan dan umpan balik"),
        "indikator": _("Dari indikator unit"),
    }
    return [
        {"label": name, "url": f"?asal={key}", "current": key == wanted}
        for key, name in names.items()
    ]


def _headline(hours: HoursStanding | None) -> str:
    if hours is None:
        return _("Pengembangan kompetensi")
    if hours.least and hours.left:
        return _("%(n)s dari %(goal)s JP tahun ini") % {"n": hours.hours, "goal": hours.least}
    return _("%(n)s JP tahun ini") % {"n": hours.hours}


def _gap_headline(shown: PersonPage) -> str:
    if shown.gaps:
        said = ngettext(
            "%(n)s kompetensi perlu dikejar", "%(n)s kompetensi perlu dikejar", shown.gaps
        )
        return said % {"n": shown.gaps}
    if shown.unseen:
        return _("Atasan belum melihat semua kompetensi")
    return _("Tidak ada kesenjangan kompetensi") if shown.lines else _("Kompetensi dan rencana")
