from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.complaints.forms import CategoryForm, RuleForm, TableForm, TemplateForm
from karsa.complaints.models import AnswerTemplate, Area, Category, Route
from karsa.complaints.queries import terms
from karsa.complaints.services import setup as services
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.org.models import Service, Unit

_HOME = "complaints:setup"
_keeper = staff(Role.COMPLAINTS_OFFICER, Role.ADMINISTRATOR)


@require_GET
@_keeper
def setup(request: StaffRequest) -> HttpResponse:
    """Subjects, who answers them, ready words, areas and terms."""
    agency, today = request.agency, request.actor.today
    rules = Route.objects.on(today).filter(agency=agency)
    return page(
        request,
        "complaints/setup.html",
        headline=_("Siapa menjawab apa"),
        categories=Category.objects.filter(agency=agency).order_by("order", "name"),
        rules=rules.select_related("category", "unit", "service").order_by("category__order", "pk"),
        templates=AnswerTemplate.objects.filter(agency=agency).order_by("title"),
        areas=Area.objects.filter(agency=agency).count(),
        terms=terms.rules_of(agency, today.year),
    )


@require_http_methods(METHODS)
@_keeper
def category_new(request: StaffRequest) -> HttpResponse:
    """A new subject."""
    return _category(request, None)


@require_http_methods(METHODS)
@_keeper
def category_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a subject, or close it."""
    return _category(request, get_object_or_404(Category, agency=request.agency, pk=pk))


@require_http_methods(METHODS)
@_keeper
def rule_new(request: StaffRequest) -> HttpResponse:
    """Who answers a subject from a day on."""
    agency, today = request.agency, request.actor.today
    form = RuleForm(
        request.POST or None,
        initial={"starts": today},
        rows={
            "category": Category.objects.filter(agency=agency, is_open=True).order_by("order"),
            "unit": Unit.objects.filter(agency=agency, is_open=True).order_by("path"),
            "service": Service.objects.filter(agency=agency, is_open=True).order_by("name"),
        },
    )
    return edit(
        request,
        form,
        lambda: services.add_rule(actor=request.actor, rule=services.Rule(**form.cleaned_data)),
        (_HOME,),
        title=_("Siapa yang menjawab?"),
        submit=_("Simpan aturan"),
    )


@require_POST
@_keeper
def rule_end(request: StaffRequest, pk: int) -> HttpResponse:
    """A rule that ends today."""
    route = get_object_or_404(Route, agency=request.agency, pk=pk)
    services.end_rule(actor=request.actor, route=route)
    return redirect(_HOME)


@require_http_methods(METHODS)
@_keeper
def template_new(request: StaffRequest) -> HttpResponse:
    """Ready words for answers."""
    form = TemplateForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.add_template(actor=request.actor, **form.cleaned_data),
        (_HOME,),
        title=_("Contoh jawaban"),
        submit=_("Simpan contoh"),
    )


@require_POST
@_keeper
def template_drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Remove ready words."""
    row = get_object_or_404(AnswerTemplate, agency=request.agency, pk=pk)
    services.drop_template(actor=request.actor, template=row)
    return redirect(_HOME)


@require_http_methods(METHODS)
@_keeper
def areas(request: StaffRequest) -> HttpResponse:
    """Areas by their national codes, from a table."""
    form = TableForm(request.POST or None, request.FILES or None)

    def bring() -> None:
        n = services.import_areas(actor=request.actor, upload=form.cleaned_data["file"])
        said = ngettext("%(n)s wilayah tersimpan.", "%(n)s wilayah tersimpan.", n)
        messages.success(request, said % {"n": n})

    return edit(
        request,
        form,
        bring,
        (_HOME,),
        upload=True,
        title=_("Wilayah menurut kode Kemendagri"),
        note=_("Dua kolom: Kode (52.71.01.1001) dan Nama. Pilih wilayah daerah ini saja."),
        submit=_("Simpan wilayah"),
    )


def _category(request: StaffRequest, row: Category | None) -> HttpResponse:
    fields = ("name", "order", "is_protected", "is_open")
    known = {name: getattr(row, name) for name in fields} if row else None
    form = CategoryForm(request.POST or None, initial=known)
    return edit(
        request,
        form,
        lambda: services.keep_category(actor=request.actor, category=row, **form.cleaned_data),
        (_HOME,),
        title=_("Ubah pokok laporan") if row else _("Pokok laporan baru"),
        submit=_("Simpan"),
    )
