"""Making data and reports public: what would go out, what went out, and to whose sites."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.insights import services
from karsa.insights.forms import EmbeddingForm, ReleaseForm
from karsa.insights.queries import releases as queries
from karsa.insights.queries.open_data.sets import DATASETS, named
from karsa.kit.editing import METHODS, edit
from karsa.kit.formats import day
from karsa.kit.pages import page, slice_of
from karsa.org.models import Unit
from karsa.tenancy.replica import may_lag

_PAGE = 20
Manager = Role.PERFORMANCE_MANAGER


@require_GET
@staff(Manager)
def releases(request: StaffRequest) -> HttpResponse:
    """What may be released, what was, and which sites show the summary."""
    part = slice_of(queries.data_releases(request.agency), request, "-number", size=_PAGE)
    last = part.rows[0].released_at if part.rows else None
    headline = _("Rilis data terakhir: %(day)s") % {"day": day(last)} if last else ""
    return page(
        request,
        "insights/releases.html",
        headline=headline or _("Belum ada data yang dirilis"),
        sets=DATASETS,
        rows=part.rows,
        next_key=part.next_key,
        origins=request.agency.embedding.split(),
    )


@require_GET
@staff(Manager)
@may_lag
def preview(request: StaffRequest, code: str) -> HttpResponse:
    """A data set as a release today would publish it."""
    found = named(code)
    if found is None:
        raise Http404
    shown = queries.coming(request.agency, found, request.actor.today)
    return page(request, "insights/release_preview.html", shown=shown)


@require_http_methods(METHODS)
@staff(Manager)
def release(request: StaffRequest) -> HttpResponse:
    """Freeze the data as they stand and publish them."""
    form = ReleaseForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.release_data(actor=request.actor, note=form.cleaned_data["note"]),
        ("insights:releases",),
        said=_("Data dirilis. Sidiknya sekarang terbaca di halaman Data terbuka."),
        title=_("Rilis data terbuka"),
        note=_(
            "Berkasnya dibekukan: sesudah dirilis tidak dapat diubah, hanya disusul rilis baru."
        ),
        submit=_("Rilis sekarang"),
    )


@require_POST
@staff(Manager)
def publish_report(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """Publish a unit's report of a year that is over."""
    rows = Unit.objects.visible_to(request.actor).select_related("agency")
    unit = get_object_or_404(rows, pk=pk)
    services.release_report(actor=request.actor, unit=unit, year=year)
    messages.success(request, _("Laporan terbit untuk warga."))
    return redirect("insights:report", pk, year)


@require_http_methods(METHODS)
@staff(Manager)
def embedding(request: StaffRequest) -> HttpResponse:
    """Name the sites that may show the portal's summary."""
    known = {"origins": "\n".join(request.agency.embedding.split())}
    form = EmbeddingForm(request.POST or None, initial=known)
    return edit(
        request,
        form,
        lambda: services.set_embedding(actor=request.actor, origins=form.cleaned_data["origins"]),
        ("insights:releases",),
        said=_("Situs yang boleh memasang ringkasan sudah disimpan."),
        title=_("Pasang ringkasan di situs lain"),
        submit=_("Simpan"),
    )
