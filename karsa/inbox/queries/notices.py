"""Notices in words: counts and what to do, never a name."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from karsa.accounts.actor import Actor
from karsa.inbox.models import Notice

_SHOWN = 100
Kind = Notice.Kind


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice as the list shows it."""

    pk: int
    sentence: str
    kind: str
    at: datetime
    is_new: bool


def notices_of(actor: Actor) -> list[NoticeRow]:
    """Return the newest hundred of the actor's notices. One query."""
    rows = Notice.objects.visible_to(actor).order_by("-at", "-pk")[:_SHOWN]
    return [
        NoticeRow(
            pk=row.pk,
            sentence=sentence(row.kind, row.count),
            kind=str(Kind(row.kind).label),
            at=row.at,
            is_new=row.read_at is None,
        )
        for row in rows
    ]


def sentence(kind: str, n: int) -> str:
    """Say what a notice of `kind` about `n` things says. No query. KeyError for another kind."""
    said = {
        Kind.ENTRY_RETURNED: lambda: ngettext(
            "%(n)s catatan Anda dikembalikan dengan alasan. Perbaiki lalu kirim lagi.",
            "%(n)s catatan Anda dikembalikan dengan alasan. Perbaiki lalu kirim lagi.",
            n,
        ),
        Kind.ENTRY_ASKED: lambda: ngettext(
            "Ada %(n)s pertanyaan atasan tentang catatan Anda. Jawab di catatannya.",
            "Ada %(n)s pertanyaan atasan tentang catatan Anda. Jawab di catatannya.",
            n,
        ),
        Kind.ENTRY_ODD: lambda: ngettext(
            "%(n)s catatan Anda menimbulkan pertanyaan. Jelaskan sebelum atasan melihatnya.",
            "%(n)s catatan Anda menimbulkan pertanyaan. Jelaskan sebelum atasan melihatnya.",
            n,
        ),
        Kind.REPORT_DUE: lambda: ngettext(
            "Sudah %(n)s hari kerja tanpa catatan dari Anda. Satu kalimat pun cukup.",
            "Sudah %(n)s hari kerja tanpa catatan dari Anda. Satu kalimat pun cukup.",
            n,
        ),
        Kind.FEEDBACK_GIVEN: lambda: ngettext(
            "Ada %(n)s umpan balik baru untuk Anda.",
            "Ada %(n)s umpan balik baru untuk Anda.",
            n,
        ),
        Kind.DIRECTIVE_GIVEN: lambda: ngettext(
            "Ada %(n)s arahan baru untuk Anda.", "Ada %(n)s arahan baru untuk Anda.", n
        ),
        Kind.REVIEW_DUE: lambda: ngettext(
            "%(n)s catatan sudah lama menunggu Anda periksa.",
            "%(n)s catatan sudah lama menunggu Anda periksa.",
            n,
        ),
        Kind.REVIEW_CLIMBED: lambda: ngettext(
            "%(n)s catatan belum diperiksa penilainya dan kini juga menunggu Anda.",
            "%(n)s catatan belum diperiksa penilainya dan kini juga menunggu Anda.",
            n,
        ),
        Kind.ENTRY_CLIMBED: lambda: ngettext(
            "%(n)s catatan Anda menunggu atasan, bukan kesalahan Anda. Atasan penilai kini juga "
            "dapat memeriksanya.",
            "%(n)s catatan Anda menunggu atasan, bukan kesalahan Anda. Atasan penilai kini juga "
            "dapat memeriksanya.",
            n,
        ),
    }
    return said[Kind(kind)]() % {"n": n}
