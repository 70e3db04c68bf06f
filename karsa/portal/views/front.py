"""The region's front door: how it does, who serves what, and where one may speak."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from karsa.complaints.queries.figures import punctual
from karsa.consequences.queries.recognition import NEWEST, recognised_rows, told
from karsa.consultations.models import Consultation
from karsa.consultations.queries import lists
from karsa.indicators.models import Indicator
from karsa.indicators.queries.public import PublicYear, public_cards, public_years
from karsa.insights.models import ReleaseFile
from karsa.insights.queries.releases import reports
from karsa.kit.pages import slice_of
from karsa.kit.prepared import prepared
from karsa.org.models import Service
from karsa.org.queries.offers import public_services
from karsa.plans.queries.public import promised
from karsa.portal.pages import kept, show
from karsa.portal.views import tells
from karsa.portal.views.here import here
from karsa.surveys.models import Survey
from karsa.surveys.queries import results
from karsa.tenancy.models import Agency

_INDICATORS, _SERVICES, _SURVEYS, _CONSULTATIONS, _REPORTS = 8, 6, 4, 3, 3
_LISTED = 20


@require_safe
@kept(
    *(*tells.INDICATORS, *tells.SATISFACTION),
    *(*tells.REPORTS, *tells.CONSULTATIONS, *tells.RELEASES),
)
def home(request: HttpRequest) -> HttpResponse:
    """How the region does, its services, and where citizens are heard. Ten queries."""
    agency, today = here(request)
    years = public_years(_cards(agency), agency, today.year, today, promised)
    return show(
        request,
        "portal/home.html",
        headline=_headline(years),
        year=today.year,
        years=years,
        services=_services(agency),
        surveys=results.rows_of(_surveys(agency)),
        punctual=punctual(agency, date(today.year, 1, 1), today),
        consultations=_consultations(agency, today),
        reports=_reports(agency),
    )


@require_safe
@kept(*tells.REWARDS)
def rewards(request: HttpRequest) -> HttpResponse:
    """Every reward that may be told: of units, and of persons as long as they agree."""
    agency, _today = here(request)
    part = slice_of(recognised_rows(agency), request, *NEWEST, size=_LISTED)
    return show(request, "portal/rewards.html", rewards=told(part.rows), next_key=part.next_key)


@prepared
def _cards(agency: Agency) -> QuerySet[Indicator]:
    return public_cards(agency).order_by("unit__path", "pk")[:_INDICATORS]


@prepared
def _services(agency: Agency) -> QuerySet[Service]:
    """Services without their places, which are a page further."""
    rows = public_services(agency).prefetch_related(None)
    return rows.order_by("unit__path", "name", "pk")[:_SERVICES]


@prepared
def _surveys(agency: Agency) -> QuerySet[Survey]:
    return results.public_surveys(agency).order_by(*results.NEWEST)[:_SURVEYS]


@prepared
def _consultations(agency: Agency, today: date) -> QuerySet[Consultation]:
    rows = lists.public_list(agency, today, is_open=True).select_related("unit")
    return rows.order_by(*lists.NEWEST)[:_CONSULTATIONS]


@prepared
def _reports(agency: Agency) -> QuerySet[ReleaseFile]:
    return reports(agency)[:_REPORTS]


def _headline(years: list[PublicYear]) -> str:
    compared = [one for one in years if one.year.aim.known and one.year.value is not None]
    if not compared:
        return _("Kinerja yang bisa diperiksa siapa saja")
    on_course = sum(one.is_on_course for one in compared)
    facts = {"n": on_course, "all": len(compared)}
    return _("%(n)s dari %(all)s indikator utama sesuai rencana") % facts
