"""Profiles of posts and the yearly plan."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.development import services
from karsa.development.forms import BudgetForm, CompetenceForm, NeedsForm, SheetForm
from karsa.development.models import Competence, PositionNeed
from karsa.development.queries.tables import SIASN_HEADER, plan_tables, siasn_rows
from karsa.development.queries.yearly import year_page
from karsa.development.services.profiles import SHEET
from karsa.development.views.base import keeper, show, year_asked
from karsa.jobs.models import Batch
from karsa.jobs.pages import Around, sheet_page
from karsa.kit import downloads
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import slice_of
from karsa.kit.refusals import sentence
from karsa.org.models import Position
from karsa.org.models.dated import current
from karsa.rules.refused import Refused


@require_http_methods(METHODS)
@keeper
def profiles(request: StaffRequest) -> HttpResponse:
    """Posts with how many competences they need; a sheet fills many at once. Two queries."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = services.check_profiles(actor=request.actor, upload=form.cleaned_data["file"])
            return redirect("development:sheet", batch.pk)
        except Refused as why:
            form.add_error("file", sentence(why))
    held = current(request.actor.today, "assignments__")
    posts = Position.objects.filter(agency=request.agency).annotate(
        asked=Count("needs", distinct=True),
        people=Count("assignments", filter=held, distinct=True),
    )
    rows = slice_of(posts.filter(people__gt=0), request, "name", "pk")
    competences = Competence.objects.visible_to(request.actor).order_by("kind", "name")
    return show(
        request,
        "profiles",
        "profiles",
        form=form,
        rows=rows.rows,
        next_key=rows.next_key,
        competences=competences,
    )


@require_http_methods(METHODS)
@keeper
def profile(request: StaffRequest, pk: int) -> HttpResponse:
    """The levels a post needs."""
    post = get_object_or_404(Position, agency=request.agency, pk=pk)
    competences = list(Competence.objects.visible_to(request.actor).order_by("kind", "name"))
    needs = PositionNeed.objects.filter(position=post)
    known = {f"k{key}": level for key, level in needs.values_list("competence", "level")}
    form = NeedsForm(request.POST or None, competences=competences, initial=known)

    def act() -> None:
        for one in competences:
            level = form.cleaned_data[f"k{one.pk}"]
            if level != known.get(f"k{one.pk}", 0):
                services.set_need(actor=request.actor, position=post, competence=one, level=level)

    return edit(
        request,
        form,
        act,
        ("development:profiles",),
        title=post.name,
        note=_("Level yang diminta jabatan ini, menurut standar kompetensi (PermenPANRB 38/2017)."),
        submit=_("Simpan profil"),
    )


@require_http_methods(METHODS)
@keeper
def new_competence(request: StaffRequest) -> HttpResponse:
    """Add to the dictionary."""
    return _edit_competence(request, CompetenceForm(request.POST or None), None)


@require_http_methods(METHODS)
@keeper
def change_competence(request: StaffRequest, pk: int) -> HttpResponse:
    """Change an entry of the dictionary."""
    row = get_object_or_404(Competence.objects.visible_to(request.actor), pk=pk)
    known = {"name": row.name, "kind": row.kind, "value": row.value}
    return _edit_competence(request, CompetenceForm(request.POST or None, initial=known), row)


@require_GET
@keeper
def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """How far a sheet is; once done, what became of each row."""
    batch = _batch(request, pk)
    around = Around(
        home=reverse("development:profiles"),
        up=_("Profil jabatan"),
        head=_("Jabatan dan kompetensi"),
        keep=reverse("development:keep_sheet", args=[pk]),
        keep_label=_("Simpan profil"),
    )
    n = batch.taken + batch.repaired
    said = ngettext("%(n)s level dibaca", "%(n)s level dibaca", n) % {"n": n}
    done = batch.state == Batch.State.DONE
    return sheet_page(request, batch, said if done else _("Membaca lembar"), around)


@require_POST
@keeper
def keep_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep a checked sheet."""
    kept = services.keep_profiles(actor=request.actor, batch=_batch(request, pk))
    return redirect("development:sheet", kept.pk)


@require_GET
@staff()
def year(request: StaffRequest) -> HttpResponse:
    """Needs, sessions and money of a year. Seven queries."""
    shown = year_page(request.actor, year_asked(request))
    return show(request, "year", "year", shown=shown, headline=_headline(shown.year, shown.needs))


@require_GET
@staff()
def year_table(request: StaffRequest) -> HttpResponse:
    """The same as a workbook."""
    shown = year_page(request.actor, year_asked(request))
    return downloads.book(f"rencana-pengembangan-{shown.year}", plan_tables(shown))


@require_POST
@staff()
def approve(request: StaffRequest) -> HttpResponse:
    """Approve the year's plan as it stands."""
    asked = year_asked(request)
    services.approve_year(actor=request.actor, year=asked)
    messages.success(request, _("Rencana tahun ini disetujui."))
    return redirect(f"{reverse('development:year')}?tahun={asked}")


@require_http_methods(METHODS)
@keeper
def budget(request: StaffRequest) -> HttpResponse:
    """What a budget line may spend."""
    form = BudgetForm(request.POST or None)
    asked = year_asked(request)
    return edit(
        request,
        form,
        lambda: services.set_budget(actor=request.actor, year=asked, **form.cleaned_data),
        ("development:year",),
        title=_("Anggaran pelatihan %(year)s") % {"year": asked},
        note=_("Rekening yang sama diganti pagunya."),
        submit=_("Simpan pagu"),
    )


@require_GET
@keeper
def siasn(request: StaffRequest, kind: str) -> HttpResponse:
    """The trainings of a year in the columns of SIASN."""
    asked, known = year_asked(request), kind if kind in downloads.TABLES else "csv"
    rows = siasn_rows(request.actor, asked)
    return downloads.table(f"siasn-kursus-{asked}", known, SIASN_HEADER, rows)


def _headline(asked: int, needs: tuple[object, ...]) -> str:
    n = len(needs)
    if not n:
        return _("Rencana pengembangan kompetensi %(year)s") % {"year": asked}
    said = ngettext(
        "%(n)s kompetensi perlu dikembangkan pada %(year)s",
        "%(n)s kompetensi perlu dikembangkan pada %(year)s",
        n,
    )
    return said % {"n": n, "year": asked}


def _edit_competence(
    request: StaffRequest, form: CompetenceForm, row: Competence | None
) -> HttpResponse:
    return edit(
        request,
        form,
        lambda: services.keep_competence(actor=request.actor, competence=row, **form.cleaned_data),
        ("development:profiles",),
        title=_("Ubah kompetensi") if row else _("Kompetensi baru"),
        submit=_("Simpan"),
    )


def _batch(request: StaffRequest, pk: int) -> Batch:
    return get_object_or_404(Batch, agency=request.agency, kind=SHEET.kind, pk=pk)
