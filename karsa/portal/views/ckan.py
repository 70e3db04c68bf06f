"""The open data by CKAN's action API, so that Satu Data harvests it as any other portal."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from karsa.insights.queries.releases import newest_data
from karsa.portal.catalogue import LICENCE, Node, catalogue_of
from karsa.portal.views.here import here

_MOST = 1000
Packages = list[Node]


class _Wrong(Exception):  # noqa: N818 - an answer to the asker
    """What CKAN answers instead: its status and kind of error."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind = status, kind


@require_safe
def action(request: HttpRequest, name: str) -> HttpResponse:
    """Answer package_list, package_show or package_search over the newest release."""
    agency, _today = here(request)
    with override("id"):
        found = catalogue_of(request, agency, newest_data(agency))
        packages = [_package(one) for one in found["dcat:dataset"]]
    said: dict[str, Any] = {"help": request.build_absolute_uri(request.path), "success": True}
    status = 200
    try:
        said["result"] = _act(name)(packages, request.GET)
    except _Wrong as why:
        error = {"__type": why.kind, "message": str(why)}
        said |= {"success": False, "error": error}
        status = why.status
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})


def _act(name: str) -> Callable[[Packages, Mapping[str, str]], Any]:
    if name not in _ACTIONS:
        raise _Wrong(400, "Bad Request", f"Action name not known: {name}")
    return _ACTIONS[name]


def _list(packages: Packages, asked: Mapping[str, str]) -> list[str]:
    start, rows = _number(asked, "offset", 0), _number(asked, "limit", _MOST)
    return [one["name"] for one in packages][start : start + rows]


def _show(packages: Packages, asked: Mapping[str, str]) -> Node:
    wanted = asked.get("id") or asked.get("name_or_id", "")
    for one in packages:
        if wanted in (one["id"], one["name"]):
            return one
    raise _Wrong(404, "Not Found Error", "Not found")


def _search(packages: Packages, asked: Mapping[str, str]) -> Node:
    words = asked.get("q", "").casefold().replace("*:*", "").split()
    found = [one for one in packages if all(word in _text(one) for word in words)]
    start, rows = _number(asked, "start", 0), _number(asked, "rows", 10)
    return {"count": len(found), "results": found[start : start + rows], "sort": "name asc"}


_ACTIONS = {"package_list": _list, "package_show": _show, "package_search": _search}


def _text(package: Node) -> str:
    return f"{package['name']} {package['title']} {package['notes']}".casefold()


def _number(asked: Mapping[str, str], name: str, usual: int) -> int:
    text = asked.get(name, str(usual))
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(_MOST)):
        raise _Wrong(409, "Validation Error", f"{name}: a number from 0 to {_MOST}")
    return min(int(text), _MOST)


def _package(dataset: Node) -> Node:
    """A data set of the DCAT catalogue in CKAN's words."""
    name = dataset["dct:identifier"].rpartition("/")[2]
    publisher = dataset["dct:publisher"]["foaf:name"]
    return {
        "id": name,
        "name": name,
        "title": dataset["dct:title"],
        "notes": dataset["dct:description"],
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": True,
        "license_id": "cc-by-4.0",
        "license_url": LICENCE,
        "author": publisher,
        "organization": {"name": "instansi", "title": publisher},
        "url": dataset["@id"],
        "version": dataset["dcat:version"],
        "metadata_modified": dataset["dct:modified"]["@value"],
        "extras": [
            {"key": "konsep", "value": dataset["dct:subject"]},
            {"key": "klasifikasi", "value": dataset["dct:type"]},
            {"key": "satuan", "value": dataset["schema:unitText"]},
        ],
        "resources": [_resource(name, one) for one in dataset["dcat:distribution"]],
    }


def _resource(package: str, file: Node) -> Node:
    return {
        "id": file["dct:title"],
        "package_id": package,
        "name": file["dct:title"],
        "format": file["dct:format"],
        "mimetype": file["dcat:mediaType"],
        "url": file["@id"],
        "size": file["dcat:byteSize"],
        "hash": file["spdx:checksum"]["spdx:checksumValue"],
    }
