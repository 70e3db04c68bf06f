"""The tracking code follows from the word of the form, so that what is sent twice shows it again.

Kept is only its keyed hash: neither staff nor a copy of the database can open a report with it.
"""

from uuid import UUID

from karsa.complaints.models import Case
from karsa.kit.digests import keyed
from karsa.rules import tracking
from karsa.tenancy.models import Agency


def code_for(agency: Agency, key: UUID) -> str:
    """Return the code of the report that the form with this word sends."""
    return tracking.code_of(bytes.fromhex(keyed("complaints-secret", agency.pk, key.hex)))


def digest_of(agency: Agency, code: str) -> str:
    """Return under which hash the report of a code is kept."""
    return keyed("complaints-code", agency.pk, code)


def find(agency: Agency, typed: str) -> Case | None:
    """Return the report of a typed code. One query, also for what cannot be a code, so that the
    time of an answer tells nothing.
    """
    digest = digest_of(agency, tracking.plain(typed))
    return Case.objects.filter(agency=agency, code_digest=digest).select_related("agency").first()
