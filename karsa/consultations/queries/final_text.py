"""What was decided as plain text: the bytes that the fingerprint belongs to."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from karsa.consultations.models import Consultation, Contribution
from karsa.documents.language import in_indonesian
from karsa.kit.formats import number


@in_indonesian
def final_text(found: Consultation, decided_on: date, held: int = 0) -> str:
    """Return the final text of a consultation that is being decided. One query.

    `held` of what was said nobody has read yet.

    Of what people said it holds numbers and the adopted proposal, no name: it is kept for ever,
    while a word of somebody's may have to be hidden one day. Dates are as in ISO 8601.
    """
    return "\n".join([*_head(found), *_said(found, held), *_decision(found, decided_on)]) + "\n"


@in_indonesian
def reworded(found: Consultation, row: Contribution, day: date) -> str:
    """Return the final text without the words of a hidden proposal, or with them again.

    All else stays as it was; a last line names the text before by its fingerprint. No query.
    """
    hidden = _("(disembunyikan moderator)")
    old, new = (row.text, hidden) if row.state == Contribution.State.HIDDEN else (hidden, row.text)
    text = found.final_text.replace(_adopted(old), _adopted(new), 1)
    facts = {"day": day.isoformat(), "before": found.fingerprint}
    changed = _("Teks usul yang dipakai diubah: %(day)s. Sidik naskah sebelumnya: %(before)s")
    return f"{text}{changed % facts}\n"


def _adopted(text: str) -> str:
    return _("Usul yang dipakai: %(text)s") % {"text": text}


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


def _said(found: Consultation, held: int) -> Iterator[str]:
    yield ""
    rows = found.contributions.values_list("kind").annotate(n=Count("pk")).order_by()
    counts = dict(rows)
    for kind in found.kinds:
        yield f"{Contribution.Kind(kind).label}: {counts.get(kind, 0)}"
    if held:
        yield _("Belum dibaca moderator saat diputuskan: %(n)s") % {"n": held}


def _decision(found: Consultation, decided_on: date) -> Iterator[str]:
    yield ""
    yield _("Hasil: %(outcome)s") % {"outcome": Consultation.Outcome(found.outcome).label}
    if found.adopted is not None:
        yield _adopted(found.adopted.text)
        if found.adopted.value is not None:
            yield _("Target: %(value)s %(measure)s") % _valued(found.adopted.value, found)
    yield _("Diputuskan: %(day)s") % {"day": decided_on.isoformat()}
    yield ""
    yield found.decision


def _valued(value: object, found: Consultation) -> dict[str, object]:
    return {"value": number(value), "measure": found.measure}  # type: ignore[arg-type]
