"""Open data: the catalogue, each set with its metadata, and the frozen files of every release."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from django.views.decorators.http import require_safe

from karsa.files.responses import send
from karsa.insights.models import Release
from karsa.insights.queries.open_data.sets import DATASETS, named
from karsa.insights.queries.releases import (
    data_releases,
    file_named,
    newest_data,
    reports,
    sums_of,
)
from karsa.kit.pages import slice_of
from karsa.portal.catalogue import LICENCE, catalogue_of
from karsa.portal.pages import kept, show
from karsa.portal.views import tells
from karsa.portal.views.here import here

_PAGE = 20


@require_safe
@kept(*tells.RELEASES)
def data(request: HttpRequest) -> HttpResponse:
    """The data sets, and every release with its fingerprint."""
    agency, _today = here(request)
    part = slice_of(data_releases(agency), request, "-number", size=_PAGE)
    return show(
        request,
        "portal/data.html",
        sets=DATASETS,
        newest=None if request.GET else next(iter(part.rows), None),
        rows=part.rows,
        next_key=part.next_key,
        licence=LICENCE,
    )


@require_safe
@kept(*tells.RELEASES)
def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """One data set: what it is, its columns, and its files of the newest release."""
    agency, _today = here(request)
    found = named(code)
    if found is None:
        raise Http404
    newest = newest_data(agency)
    files = newest.files.all() if newest else ()
    mine = [file for file in files if file.name.startswith(f"{code}.")]
    shown = {"found": found, "newest": newest, "files": mine, "licence": LICENCE}
    return show(request, "portal/dataset.html", **shown)


@require_safe
@kept(*tells.RELEASES)
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue for machines: DCAT as JSON-LD, which CKAN harvests."""
    agency, _today = here(request)
    with override("id"):
        said = catalogue_of(request, agency, newest_data(agency))
    return JsonResponse(
        said,
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


@require_safe
@kept(*tells.RELEASES)
def release(request: HttpRequest, number: int) -> HttpResponse:
    """One release: its files with their fingerprints, and how to check them."""
    return show(request, "portal/release.html", row=_data_release(request, number))


@require_safe
@kept(*tells.RELEASES)
def sums(request: HttpRequest, number: int) -> HttpResponse:
    """The fingerprints of a release's files, as `sha256sum -c` reads them."""
    return HttpResponse(sums_of(_data_release(request, number)), content_type="text/plain")


@require_safe
def file(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    """A file of a release, which never changes."""
    found = file_named(_data_release(request, number), name)
    if found is None:
        raise Http404
    return send(found.stored, inline=True, for_all=True)


@require_safe
@kept(*tells.RELEASES)
def documents(request: HttpRequest) -> HttpResponse:
    """The yearly reports that were published."""
    agency, _today = here(request)
    part = slice_of(reports(agency), request, "-release__number", "-pk", size=_PAGE)
    return show(request, "portal/documents.html", rows=part.rows, next_key=part.next_key)


@require_safe
def document(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    """A published report."""
    agency, _today = here(request)
    files = reports(agency).filter(release__number=number)
    found = next((file for file in files if file.name == name), None)
    if found is None:
        raise Http404
    return send(found.stored, inline=True, for_all=True)


def _data_release(request: HttpRequest, number: int) -> Release:
    agency, _today = here(request)
    return get_object_or_404(data_releases(agency), number=number)
