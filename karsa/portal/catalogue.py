"""The open data as a DCAT catalogue with public addresses; shaped so that CKAN harvests it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from karsa.insights.models import Release, ReleaseFile
from karsa.insights.queries.open_data.formats import MEDIA
from karsa.insights.queries.open_data.sets import DATASETS, Dataset
from karsa.tenancy.models import Agency

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "http://schema.org/",
}
Node = dict[str, Any]


def catalogue_of(request: HttpRequest, agency: Agency, release: Release | None) -> Node:
    """Return the catalogue as JSON-LD; without a release it is empty. No query."""
    home = request.build_absolute_uri(reverse("portal:data"))
    publisher = {"@id": f"{home}#instansi", "@type": "foaf:Agent", "foaf:name": agency.name}
    sets = [_dataset(request, one, release, publisher) for one in DATASETS] if release else []
    return {
        "@context": _CONTEXT,
        "@id": home,
        "@type": "dcat:Catalog",
        "dct:title": f"Data terbuka kinerja {agency.name}",
        "dct:description": "Kinerja unit, kepuasan, dan laporan warga, dengan riwayat koreksi.",
        "dct:language": "id",
        "dct:license": {"@id": LICENCE},
        "dct:publisher": publisher,
        "foaf:homepage": {"@id": request.build_absolute_uri("/")},
        "dcat:dataset": sets,
    }


def _dataset(request: HttpRequest, about: Dataset, release: Release, publisher: Node) -> Node:
    page = request.build_absolute_uri(reverse("portal:dataset", args=[about.code]))
    files = [file for file in release.files.all() if file.name.startswith(f"{about.code}.")]
    return {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": f"{request.get_host()}/{about.code}",
        "dct:title": str(about.title),
        "dct:description": str(about.definition),
        "dct:subject": str(about.concept),
        "dct:type": str(about.classification),
        "schema:unitText": str(about.measure),
        "dct:spatial": publisher["foaf:name"],
        "dct:language": "id",
        "dct:publisher": publisher,
        "dct:license": {"@id": LICENCE},
        "dct:accrualPeriodicity": {"@id": f"{_FREQUENCY}{about.period}"},
        "dct:modified": {"@type": "xsd:dateTime", "@value": release.released_at.isoformat()},
        "dcat:version": str(release.number),
        "dcat:landingPage": {"@id": page},
        "schema:variableMeasured": [
            {"@type": "schema:PropertyValue", "schema:name": one.name}
            | {"schema:description": str(one.meaning)}
            for one in about.columns
        ],
        "dcat:distribution": [_distribution(request, release, file) for file in files],
    }


def _distribution(request: HttpRequest, release: Release, file: ReleaseFile) -> Node:
    path = reverse("portal:release_file", args=[release.number, file.name])
    url, kind = request.build_absolute_uri(path), file.name.rpartition(".")[2]
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dct:title": file.name,
        "dct:format": kind.upper(),
        "dcat:mediaType": MEDIA[kind],
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dcat:byteSize": file.stored.size,
        "dct:license": {"@id": LICENCE},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": file.stored.sha256,
        },
    }
