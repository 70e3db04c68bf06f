"""Whether a paper is the record itself, or a copy beside BKN's."""

from django.utils.translation import gettext

from karsa.tenancy.models import Agency


def mark_of(agency: Agency, word: str = "") -> str:
    """Return what stands across every page: `word`, or that BKN keeps the record. No query."""
    if agency.mode == Agency.Mode.COMPANION:
        return gettext("BUKAN DOKUMEN RESMI")
    return word
