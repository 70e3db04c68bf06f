"""What everybody may read: opened, signed, confirmed and released."""

from karsa.files.services import keep_bytes
from karsa.insights.models import Release, ReleaseFile
from karsa.insights.services import release_data
from karsa.insights.tests import opened
from karsa.org.tests import make


def opened_indicator(people: make.People) -> int:
    """An indicator of her clinic that citizens read."""
    return opened.opened(people).pk


def dataset(people: make.People) -> str:
    """A set of data."""
    return "unit"


def data_release(people: make.People) -> int:
    """A release of the data as they stand."""
    found = Release.objects.filter(kind="data").first()
    return (found or release_data(actor=make.actor(people.hana))).number


def data_file(people: make.People) -> str:
    """A file of it."""
    return "unit.csv"


def published_report(people: make.People) -> int:
    """Last year's report of her clinic."""
    actor, agency = make.actor(people.hana), people.clinic.agency
    row = Release.objects.create(
        agency=agency, kind="report", number=1, unit=people.clinic, year=2025, released_at=make.NOW
    )
    stored = keep_bytes(actor, b"%PDF-1.7", "laporan.pdf", "application/pdf", "release")
    ReleaseFile.objects.create(agency=agency, release=row, name="laporan.pdf", stored=stored)
    return row.number


def report_file(people: make.People) -> str:
    """Its paper."""
    return "laporan.pdf"
