"""What is made public: a person sends it out, frozen, with fingerprints, and the trail keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.documents.standing import mark_of
from karsa.documents.typeset import pdf
from karsa.files.services import keep_bytes
from karsa.indicators.queries.public import confirmed
from karsa.insights import policies
from karsa.insights.models import Release, ReleaseFile
from karsa.insights.queries.open_data.formats import MEDIA, files_of, fingerprint, sums
from karsa.insights.queries.open_data.sets import DATASETS
from karsa.insights.queries.releases import newest_data
from karsa.insights.queries.report.whole import report_form, report_of
from karsa.org.models import Unit
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_PURPOSE = "release"


@dataclass(frozen=True, slots=True)
class _About:
    """Which release it becomes."""

    kind: str
    note: str = ""
    unit: Unit | None = None
    year: int | None = None


@transaction.atomic
def release_data(*, actor: Actor, note: str = "") -> Release:
    """Freeze all data sets as they stand and publish them with their fingerprints.

    Raises PermissionDenied for who may not; Refused where nothing changed since the last one.
    """
    if not policies.can_release(actor):
        raise PermissionDenied
    _one_at_a_time(actor)
    files: dict[str, bytes] = {}
    for dataset in DATASETS:
        files |= files_of(dataset, dataset.read(actor.agency, actor.today))
    last = newest_data(actor.agency)
    if last and last.fingerprint == _fingerprint(files):
        raise Refused(_("Datanya masih sama dengan rilis terakhir. Belum ada yang perlu dirilis."))
    return _release(actor, _About(Release.Kind.DATA, note.strip()), files)


@transaction.atomic
def release_report(*, actor: Actor, unit: Unit, year: int) -> Release:
    """Publish a unit's yearly report with its confirmed figures; a later one stands beside it.

    Raises PermissionDenied for who may not; Refused while the year runs.
    """
    if not policies.can_release(actor):
        raise PermissionDenied
    _one_at_a_time(actor)
    found = report_of(actor, unit, year, confirmed(actor.agency))
    if not found.results.is_over:
        raise Refused(_("Tahun ini masih berjalan. Laporannya terbit sesudah tahun berakhir."))
    form = report_form(actor, found)
    # A number that tells a day of birth is not for everybody.
    form = replace(form, signatures=tuple(replace(one, nip=None) for one in form.signatures))
    content = pdf(form, watermark=mark_of(actor.agency, ""))
    name = f"laporan-kinerja-{unit.pk}-{year}.pdf"
    return _release(actor, _About(Release.Kind.REPORT, "", unit, year), {name: content})


def _one_at_a_time(actor: Actor) -> None:
    """The second of two clicks waits, and finds what the first one sent out."""
    list(Agency.objects.select_for_update(no_key=True).filter(pk=actor.agency.pk))


def _release(actor: Actor, about: _About, files: Mapping[str, bytes]) -> Release:
    before = Release.objects.filter(agency=actor.agency, kind=about.kind)
    last = before.order_by("-number").first()
    row = Release.objects.create(
        agency=actor.agency,
        kind=about.kind,
        number=last.number + 1 if last else 1,
        unit=about.unit,
        year=about.year,
        note=about.note,
        fingerprint=_fingerprint(files),
        released_at=actor.now,
        released_by_id=actor.employee_id,
    )
    ReleaseFile.objects.bulk_create(_file(actor, row, *one) for one in sorted(files.items()))
    record(actor, "release.published", row)
    return row


def _file(actor: Actor, release: Release, name: str, content: bytes) -> ReleaseFile:
    media = MEDIA.get(name.rpartition(".")[2], "application/pdf")
    stored = keep_bytes(actor, content, name, media, _PURPOSE)
    return ReleaseFile(agency=actor.agency, release=release, name=name, stored=stored)


def _fingerprint(files: Mapping[str, bytes]) -> str:
    found = {name: fingerprint(content) for name, content in files.items()}
    return fingerprint(sums(found).encode())
