"""The region's front door: how it does, who serves what, and where one may speak."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from karsa.complaints.queries.figures import punctual
from karsa.consultations.queries import lists
from karsa.indicators.queries.public import PublicYear, public_cards, public_years
from karsa.insights.queries.releases import reports
from karsa.org.queries.offers import public_services
from karsa.plans.queries.public import promised
from karsa.portal.pages import kept, show
from karsa.portal.views import tells
from karsa.portal.views.here import here
from karsa.surveys.queries import results

_INDICATORS, _SERVICES, _SURVEYS, _CONSULTATIONS, _REPORTS = 8, 6, 4, 3, 3


@require_safe
@kept(
    *(*tells.INDICATORS, *tells.SATISFACTION),
    *(*tells.REPORTS, *tells.CONSULTATIONS, *tells.RELEASES),
)
def home(request: HttpRequest) -> HttpResponse:
    """How the region does, its services, and where citizens are heard. Ten queries."""
    agency, today = here(request)
    rows = public_cards(agency).order_by("unit__path", "pk")[:_INDICATORS]
    years = public_years(rows, agency, today.year, today, promised(agency, today.year))
    surveys = results.public_surveys(agency).order_by(*results.NEWEST)[:_SURVEYS]
    services = public_services(agency).prefetch_related(None)  # their places are a page further
    open_now = lists.public_list(agency, today, is_open=True).select_related("unit")
    return show(
        request,
        "portal/home.html",
        headline=_headline(years),
        year=today.year,
        years=years,
        services=services.order_by("unit__path", "name", "pk")[:_SERVICES],
        surveys=results.rows_of(list(surveys)),
        punctual=punctual(agency, date(today.year, 1, 1), today),
        consultations=open_now.order_by(*lists.NEWEST)[:_CONSULTATIONS],
        reports=reports(agency)[:_REPORTS],
    )


def _headline(years: list[PublicYear]) -> str:
    compared = [one for one in years if one.year.aim.known and one.year.value is not None]
    if not compared:
        return _("Kinerja yang bisa diperiksa siapa saja")
    on_course = sum(one.is_on_course for one in compared)
    facts = {"n": on_course, "all": len(compared)}
    return _("%(n)s dari %(all)s indikator utama sesuai rencana") % facts
