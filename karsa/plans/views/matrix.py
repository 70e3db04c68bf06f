from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.org.models import Assignment, Unit
from karsa.plans import policies, services
from karsa.plans.forms.leader import LinesForm
from karsa.plans.forms.unit import ColumnsForm, MatrixForm, RowsForm
from karsa.plans.models import RoleResultMatrix
from karsa.plans.queries import paper, units
from karsa.plans.views import base


@require_GET
@staff()
def unit(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """What a unit plans together: its agreement and its matrices."""
    found = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    return page(
        request,
        "plans/unit.html",
        headline=_("%(unit)s %(year)s: janji dan pembagian peran")
        % {"unit": found.name, "year": year},
        note=_("Perjanjian kinerja unit, lalu siapa mengerjakan apa untuk mencapainya."),
        unit=found,
        year=year,
        shown=units.unit_year(request.actor, found, year),
        keeps=policies.can_keep_matrix(request.actor, found),
        copies=policies.can_copy_unit(request.actor, found),
    )


@require_http_methods(METHODS)
@staff()
def matrix_new(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """A new matrix of a unit."""
    found = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    actor = request.actor
    if not policies.can_keep_matrix(actor, found):
        raise PermissionDenied
    form = MatrixForm(request.POST or None, initial={"owner_position": found.head_title})

    def act() -> None:
        said = form.cleaned_data
        owner = services.MatrixOwner(position=said["owner_position"])
        services.make_matrix(actor=actor, unit=found, year=year, title=said["title"], owner=owner)

    return edit(
        request,
        form,
        act,
        ("plans:unit", pk, year),
        title=_("Matriks peran dan hasil baru"),
        note=found.name,
        submit=_("Buat matriks"),
    )


@require_GET
@staff()
def matrix(request: StaffRequest, pk: int) -> HttpResponse:
    """Who brings what: the matrix as a table."""
    found = _find(request, pk)
    grid = units.grid_of(found)
    counts = {"n": grid.filled, "all": len(grid.rows)}
    return page(
        request,
        "plans/matrix.html",
        headline=_("%(n)s dari %(all)s peran sudah punya hasil kerja") % counts,
        note=f"{found.title} · {found.unit.name} · {found.year}",
        matrix=found,
        grid=grid,
        fills=policies.can_fill_matrix(request.actor, found),
    )


@require_http_methods(METHODS)
@staff()
def matrix_columns(request: StaffRequest, pk: int) -> HttpResponse:
    """The columns, one per line."""
    found, actor = _fillable(request, pk), request.actor
    texts = found.columns.order_by("order").values_list("text", flat=True)
    form = ColumnsForm(request.POST or None, initial={"text": "\n".join(texts)})
    return edit(
        request,
        form,
        lambda: services.set_columns(
            actor=actor, matrix=found, texts=form.cleaned_data["text"].splitlines()
        ),
        ("plans:matrix", pk),
        title=_("Kolom matriks"),
        note=found.title,
        submit=_("Simpan kolom"),
    )


@require_http_methods(METHODS)
@staff()
def matrix_rows(request: StaffRequest, pk: int) -> HttpResponse:
    """The rows: people of the unit, and positions."""
    found, actor = _fillable(request, pk), request.actor
    posts = (
        Assignment.objects.on(actor.today)
        .filter(unit=found.unit_id)
        .select_related("employee", "position")
        .order_by("employee__name")
    )
    rows = list(found.rows.order_by("order"))
    known = {
        "people": [row.assignment_id for row in rows if row.assignment_id],
        "positions": "\n".join(row.position for row in rows if not row.assignment_id),
    }
    form = RowsForm(request.POST or None, posts=posts, initial=known)
    return edit(
        request,
        form,
        lambda: services.set_rows(actor=actor, matrix=found, rows=form.rows()),
        ("plans:matrix", pk),
        title=_("Baris matriks"),
        note=found.title,
        submit=_("Simpan baris"),
    )


@require_http_methods(METHODS)
@staff()
def matrix_cell(request: StaffRequest, pk: int, row: int, column: int) -> HttpResponse:
    """What a row brings to a column, one per line."""
    found, actor = _fillable(request, pk), request.actor
    line = get_object_or_404(found.rows.select_related("assignment__employee"), pk=row)
    place = get_object_or_404(found.columns, pk=column)
    cells = line.cells.filter(column=place).order_by("order").values_list("text", flat=True)
    form = LinesForm(request.POST or None, initial={"text": "\n".join(cells)})
    who = line.assignment.employee.full_name if line.assignment else line.position
    return edit(
        request,
        form,
        lambda: services.set_cells(actor=actor, row=line, column=place, texts=form.lines()),
        ("plans:matrix", pk),
        title=_("Hasil kerja %(who)s") % {"who": who},
        note=place.text,
        submit=_("Simpan hasil kerja"),
    )


@require_GET
@staff()
def matrix_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The matrix on form A.1.5."""
    found = _find(request, pk)
    return base.paper(request, paper.matrix_form(found.pk), f"mph-{found.year}-{found.pk}")


def _find(request: StaffRequest, pk: int) -> RoleResultMatrix:
    rows = RoleResultMatrix.objects.visible_to(request.actor).select_related("unit", "owner")
    return get_object_or_404(rows, pk=pk)


def _fillable(request: StaffRequest, pk: int) -> RoleResultMatrix:
    found = _find(request, pk)
    if not policies.can_fill_matrix(request.actor, found):
        raise PermissionDenied
    return found
