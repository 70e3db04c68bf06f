"""What was made public: releases with their files, and what the next one would hold."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch, QuerySet

from karsa.files.models import StoredFile
from karsa.files.store import path_of
from karsa.insights.models import Release, ReleaseFile
from karsa.insights.queries.open_data.formats import as_csv, as_text, fingerprint, sums
from karsa.insights.queries.open_data.sets import Dataset
from karsa.tenancy.models import Agency

Kind = Release.Kind
_SAMPLE = 10


@dataclass(frozen=True, slots=True)
class Coming:
    """A data set as the next release would have it; `is_changed` since the last one."""

    dataset: Dataset
    count: int
    sample: Sequence[tuple[str, ...]]
    is_changed: bool


def data_releases(agency: Agency) -> QuerySet[Release]:
    """Return the releases of data, newest first, with their files at one more query."""
    rows = Release.objects.filter(agency=agency, kind=Kind.DATA).order_by("-number")
    return rows.prefetch_related(Prefetch("files", ReleaseFile.objects.select_related("stored")))


def newest_data(agency: Agency) -> Release | None:
    """Return the newest release of data. One query, one more with its files."""
    return data_releases(agency).first()


def reports(agency: Agency) -> QuerySet[ReleaseFile]:
    """Return the published yearly reports as files with release and unit, newest first."""
    rows = ReleaseFile.objects.filter(agency=agency, release__kind=Kind.REPORT)
    return rows.select_related("release__unit", "stored").order_by("-release__number", "-pk")


def sums_of(release: Release) -> str:
    """Return the list of fingerprints that `sha256sum -c` reads. No query with files fetched."""
    return sums({file.name: file.stored.sha256 for file in release.files.all()})


def file_named(release: Release, name: str) -> ReleaseFile | None:
    """Return a release's file by its public name. No query with files fetched."""
    return next((file for file in release.files.all() if file.name == name), None)


def coming(agency: Agency, dataset: Dataset, today: date) -> Coming:
    """Return a data set as a release today would publish it. Six queries at most."""
    last, rows = newest_data(agency), dataset.read(agency, today)
    before = file_named(last, f"{dataset.code}.csv") if last else None
    now = fingerprint(as_csv(dataset, rows))
    is_changed = before is None or before.stored.sha256 != now
    return Coming(dataset, len(rows), [as_text(row) for row in rows[:_SAMPLE]], is_changed)


def released_rows(stored: StoredFile) -> tuple[dict[str, Any], ...]:
    """Return the rows of a released JSON file, ordered by id. No query.

    A frozen file is read once a process: its content is its name.
    """
    return _rows(str(path_of(stored)))


@lru_cache(maxsize=16)
def _rows(path: str) -> tuple[dict[str, Any], ...]:
    with open(path, encoding="utf-8") as stream:
        return tuple(json.load(stream))
