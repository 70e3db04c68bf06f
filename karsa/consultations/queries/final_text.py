"""What was decided as plain text: the bytes that the fingerprint belongs to."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from karsa.consultations.models import Consultation, Contribution
from karsa.documents.language import in_indonesian
from karsa.kit.formats import number


@in_indonesian
def final_text(found: Consultation, decided_on: date) -> str:
    """Return the final text of a consultation that is being decided. One query.

    Of what people said it holds numbers and the adopted proposal, no name: it is kept for ever,
    while a word of somebody's may have to be hidden one day. Dates are as in ISO 8601.
    """
    return "\n".join([*_head(found), *_said(found), *_decision(found, decided_on)]) + "\n"


def _head(found: Consultation) -> Iterator[str]:
    yield _("KEPUTUSAN MUSYAWARAH")
    yield found.agency.name
    yield found.unit.name
    yield ""
    yield _("Judul: %(title)s") % {"title": found.title}
    about = found.indicator or found.service
    if about is not None:
        yield _("Tentang: %(about)s") % {"about": about.name}
    days = {"first": found.starts.isoformat(), "last": found.ends.isoformat()}
    yield _("Waktu berpendapat: %(first)s sampai %(last)s") % days
    if found.draft_text:
        yield _("Rancangan: %(text)s") % {"text": found.draft_text}
    if found.draft_value is not None:
        yield _("Target yang dirancang: %(value)s %(measure)s") % _valued(found.draft_value, found)


def _said(found: Consultation) -> Iterator[str]:
    yield ""
    rows = found.contributions.values_list("kind").annotate(n=Count("pk")).order_by()
    counts = dict(rows)
    for kind in found.kinds:
        yield f"{Contribution.Kind(kind).label}: {counts.get(kind, 0)}"


def _decision(found: Consultation, decided_on: date) -> Iterator[str]:
    yield ""
    yield _("Hasil: %(outcome)s") % {"outcome": Consultation.Outcome(found.outcome).label}
    if found.adopted is not None:
        yield _("Usul yang dipakai: %(text)s") % {"text": found.adopted.text}
        if found.adopted.value is not None:
            yield _("Target: %(value)s %(measure)s") % _valued(found.adopted.value, found)
    yield _("Diputuskan: %(day)s") % {"day": decided_on.isoformat()}
    yield ""
    yield found.decision


def _valued(value: object, found: Consultation) -> dict[str, object]:
    return {"value": number(value), "measure": found.measure}  # type: ignore[arg-type]
