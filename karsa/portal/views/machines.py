"""What search engines read, and what other sites of the region show of us."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html_join
from django.views.decorators.http import require_safe

from karsa.complaints.queries.figures import punctual
from karsa.indicators.queries.public import public_cards, public_indicators, public_years
from karsa.insights.queries.open_data.sets import DATASETS
from karsa.org.models import Unit
from karsa.plans.queries.public import promised
from karsa.portal.pages import kept, show
from karsa.portal.views import tells
from karsa.portal.views.here import here
from karsa.surveys.queries import results

_PLACES = ("home", "indicators", "units", "services", "satisfaction", "report_figures")
_MORE = ("consultations", "documents", "rewards", "data", "report", "track", "privacy")
_MOST = 10_000  # addresses of a kind; a sitemap may hold 50,000
_FIGURES = 3
_CLOSED = (
    *("/kerja/", "/masukan/", "/survei/", "/lapor/laporan/", "/lapor/bukti/"),
    *("/musyawarah/tulisan/", "/api/v1/me"),
)


@require_safe
@kept(*tells.INDICATORS, *tells.SATISFACTION)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page that stays, for search engines. Three queries."""
    agency, _today = here(request)
    units = Unit.objects.filter(agency=agency, is_open=True, services__is_open=True).distinct()
    paths = [reverse(f"portal:{name}") for name in (*_PLACES, *_MORE)]
    paths += [reverse("portal:dataset", args=[one.code]) for one in DATASETS]
    for name, rows in (
        ("indicator", public_indicators(agency)),
        ("unit", units),
        ("satisfaction_of", results.public_surveys(agency)),
    ):
        keys = rows.order_by("pk").values_list("pk", flat=True)[:_MOST]
        paths += [reverse(f"portal:{name}", args=[pk]) for pk in keys]
    places = ((request.build_absolute_uri(path),) for path in paths)
    said = format_html_join("\n", "<url><loc>{}</loc></url>", places)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    whole = f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{said}\n</urlset>'
    return HttpResponse(whole, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone: the staff's side and pages behind a code."""
    where = request.build_absolute_uri(reverse("portal:sitemap"))
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED), f"Sitemap: {where}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
def widget(request: HttpRequest) -> HttpResponseBase:
    """A summary for a frame of the sites the region has named; nowhere while it named none."""
    agency, _today = here(request)
    if not agency.embedding:
        raise Http404
    answer = _widget(request)
    answer._csp_replace = {"frame-ancestors": agency.embedding.split()}  # type: ignore[attr-defined]
    answer.xframe_options_exempt = True
    return answer


@kept(*tells.INDICATORS, *tells.SATISFACTION, *tells.REPORTS)
def _widget(request: HttpRequest) -> HttpResponse:
    agency, today = here(request)
    rows = public_cards(agency).order_by("unit__path", "pk")[:_FIGURES]
    surveys = results.public_surveys(agency).order_by(*results.NEWEST)[:1]
    return show(
        request,
        "portal/widget.html",
        years=public_years(rows, agency, today.year, today, promised),
        surveys=results.rows_of(list(surveys)),
        punctual=punctual(agency, today.replace(month=1, day=1), today),
    )
