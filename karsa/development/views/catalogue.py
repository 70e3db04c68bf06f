"""The catalogue: what can be learned, and what its keeper does with it."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.development import policies, services
from karsa.development.forms import CourseForm, MaterialForm, QuestionForm, SeriesForm, SessionForm
from karsa.development.models import (
    Competence,
    Course,
    CourseMaterial,
    CourseQuestion,
    TrainingSeries,
)
from karsa.development.queries.catalogue import COURSE_ORDER, course_page, courses
from karsa.development.views.base import find_course, keeper, show
from karsa.development.views.offering import session_form
from karsa.files.responses import send
from karsa.indicators.models import Indicator
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import slice_of


@require_GET
@staff()
def catalogue(request: StaffRequest) -> HttpResponse:
    """Courses by title. One query beside the frame's."""
    rows = slice_of(courses(request.actor), request, *COURSE_ORDER)
    n = len(rows.rows)
    said = ngettext("%(n)s pelatihan bisa dipelajari", "%(n)s pelatihan bisa dipelajari", n)
    return show(
        request,
        "catalogue",
        "catalogue",
        rows=rows.rows,
        next_key=rows.next_key,
        headline=said % {"n": n} if n else _("Katalog masih kosong"),
        can_keep=policies.can_keep(request.actor),
    )


@require_GET
@staff()
def course(request: StaffRequest, pk: int) -> HttpResponse:
    """A course with its sessions, materials and aims. Six queries."""
    found = find_course(request, pk)
    shown = course_page(request.actor, found)
    return show(request, "course", "catalogue", course=found, shown=shown)


@require_http_methods(METHODS)
@keeper
def new_course(request: StaffRequest) -> HttpResponse:
    """Add a course."""
    return _edit_course(request, _course_form(request, {}), None)


@require_http_methods(METHODS)
@keeper
def change_course(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a course."""
    found = find_course(request, pk)
    names = ("code", "title", "kind", "hours", "provider", "summary", "is_open")
    known = {name: getattr(found, name) for name in names}
    known["competences"] = list(found.competences.values_list("competence", flat=True))
    known["indicators"] = list(found.indicators.values_list("indicator", flat=True))
    return _edit_course(request, _course_form(request, known), found)


@require_http_methods(METHODS)
@keeper
def new_material(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a file or a lesson beside a course."""
    found = find_course(request, pk)
    form = MaterialForm(request.POST or None, request.FILES or None)
    return edit(
        request,
        form,
        lambda: services.add_material(
            actor=request.actor,
            course=found,
            title=form.cleaned_data["title"],
            upload=form.cleaned_data["file"],
            lesson=form.cleaned_data["lesson"],
        ),
        ("development:course", pk),
        title=_("Tambah bahan"),
        note=found.title,
        submit=_("Simpan bahan"),
        upload=True,
    )


@require_GET
@staff()
def material(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file, or the way to the lesson."""
    row = _material(request, pk)
    if row.file is None:
        return redirect("development:lesson", row.lesson)
    return send(row.file, inline=True)


@require_POST
@keeper
def drop_material(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a file away."""
    row = _material(request, pk)
    services.drop_material(actor=request.actor, material=row)
    return redirect("development:course", row.course_id)


@require_http_methods(METHODS)
@keeper
def new_question(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a question to the test before and after."""
    found = find_course(request, pk)
    form = QuestionForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.add_question(actor=request.actor, course=found, **form.question()),
        ("development:course", pk),
        title=_("Tambah soal tes"),
        note=_("Soal yang sama dikerjakan sebelum dan sesudah, supaya kemajuannya terlihat."),
        submit=_("Simpan soal"),
    )


@require_POST
@keeper
def drop_question(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a question out."""
    rows = CourseQuestion.objects.filter(agency=request.agency).select_related("course")
    row = get_object_or_404(rows, pk=pk)
    services.drop_question(actor=request.actor, question=row)
    return redirect("development:course", row.course_id)


@require_http_methods(METHODS)
@keeper
def new_session(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a course on its days."""
    found = find_course(request, pk)
    form: SessionForm = session_form(request, {"opens": "08:00", "closes": "16:00", "cost": 0})
    return edit(
        request,
        form,
        lambda: services.open_session(actor=request.actor, course=found, said=form.session()),
        ("development:course", pk),
        title=_("Buka sesi"),
        note=found.title,
        submit=_("Buka sesi"),
    )


@require_http_methods(METHODS)
@keeper
def new_series(request: StaffRequest, pk: int) -> HttpResponse:
    """A course again and again: its sessions of the year."""
    found = find_course(request, pk)
    form = SeriesForm(request.POST or None, initial={"days": 1, "cost": 0})

    def act() -> object:
        row = TrainingSeries(agency=request.agency, course=found, **form.cleaned_data)
        return services.open_series(actor=request.actor, row=row, year=row.first.year)

    return edit(
        request,
        form,
        act,
        ("development:course", pk),
        title=_("Sesi berulang"),
        note=_("Semua sesi tahun itu dibuat sekaligus, digeser ke hari kerja."),
        submit=_("Buat sesi"),
    )


def _edit_course(request: StaffRequest, form: CourseForm, row: Course | None) -> HttpResponse:
    back = ("development:course", row.pk) if row else ("development:catalogue",)
    return edit(
        request,
        form,
        lambda: services.keep_course(actor=request.actor, said=form.course(), course=row),
        back,
        title=_("Ubah pelatihan") if row else _("Pelatihan baru"),
        submit=_("Simpan"),
    )


def _course_form(request: StaffRequest, known: dict[str, object]) -> CourseForm:
    indicators = Indicator.objects.visible_to(request.actor).filter(is_active=True)
    competences = Competence.objects.visible_to(request.actor).order_by("kind", "name")
    rows = {"competences": competences, "indicators": indicators.order_by("name")}
    return CourseForm(request.POST or None, rows=rows, initial=known)


def _material(request: StaffRequest, pk: int) -> CourseMaterial:
    rows = CourseMaterial.objects.filter(agency=request.agency).select_related("file", "course")
    return get_object_or_404(rows, pk=pk)
