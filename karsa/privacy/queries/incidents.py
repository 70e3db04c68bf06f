"""Incidents as their pages and letters show them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karsa.accounts.actor import Actor
from karsa.documents.language import in_indonesian
from karsa.documents.shapes import LetterForm, Signature
from karsa.kit import formats
from karsa.privacy.models import Incident, IncidentMeasure
from karsa.tenancy.models import Agency

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """How the 3 × 24 hours stand: a sentence and its tone (good, warn, bad, none)."""

    sentence: str
    tone: str


def incidents_of(agency: Agency) -> QuerySet[Incident]:
    """Return the agency's register."""
    return Incident.objects.filter(agency=agency)


def measures_of(row: Incident) -> list[IncidentMeasure]:
    """Return what was done, the newest first. One query."""
    return list(row.measures.select_related("by").order_by("-at", "-pk"))


def clock_of(row: Incident, now: datetime) -> Clock:
    """Return how much is left at `now` (UTC), or that both were told, in time or late. No query."""
    if row.people_told_at and row.authority_told_at:
        last = max(row.people_told_at, row.authority_told_at)
        if last <= row.due:
            return Clock(_("Semua diberi tahu tepat waktu"), "good")
        return Clock(_("Semua diberi tahu, tetapi lewat batas"), "warn")
    hours = row.left(now) // _HOUR
    if hours < 0:
        return Clock(_("Lewat batas 3 × 24 jam: kirim sekarang, sebut alasannya"), "bad")
    said = ngettext("Tersisa %(n)s jam", "Tersisa %(n)s jam", hours) % {"n": hours}
    return Clock(said, "warn")


@in_indonesian
def letter(row: Incident, whom: str, actor: Actor) -> LetterForm:
    """Return the letter to the "people" concerned or the "authority" (Pasal 46 ayat 2). No query.

    It says which data, when and how, and what is done; never whose, one by one.
    """
    found = row.found_at.astimezone(ZoneInfo(row.agency.zone))
    at = f"{formats.day(found)}, pukul {formats.clock(found)}"
    count = formats.number(row.count) if row.count is not None else "belum diketahui"
    to_people = whom == "people"
    facts = (
        ("Diketahui", at),
        ("Data yang terungkap", row.disclosed),
        ("Pemilik data", row.people),
        ("Jumlah orang", count),
    )
    words = (
        "Sesuai Pasal 46 Undang-Undang Nomor 27 Tahun 2022, kami memberitahukan kegagalan "
        "pelindungan data pribadi berikut.",
        f"Kapan dan bagaimana data terungkap:\n{row.happened}",
        f"Upaya penanganan dan pemulihan:\n{row.efforts}",
        _TO_PEOPLE if to_people else _TO_AUTHORITY,
    )
    return LetterForm(
        agency=row.agency.name,
        title="Pemberitahuan kegagalan pelindungan data pribadi",
        place_date=formats.day(actor.today),
        addressee="Pemilik data yang terdampak"
        if to_people
        else "Lembaga pelindungan data pribadi",
        facts=facts,
        paragraphs=words,
        signature=Signature(role=actor.position, name=actor.name, nip=""),
        is_confidential=not to_people,
    )


_TO_PEOPLE = (
    "Yang dapat Anda lakukan: ganti sandi yang sama di layanan lain, dan waspadai pesan yang "
    "mengaku dari kami. Kami tidak pernah meminta sandi. Pertanyaan dan keberatan Anda kami "
    "jawab melalui unit yang mengirim surat ini."
)
_TO_AUTHORITY = (
    "Pemilik data diberi tahu dengan surat tersendiri. Perkembangan penanganannya kami "
    "laporkan menyusul."
)
