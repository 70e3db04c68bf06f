"""Entries as the chain sees them."""

from datetime import datetime
from itertools import islice

from django.db.models import Max

from karsa.audit.models import AuditEntry, AuditSeal
from karsa.rules.chain import digest_of, unpacked
from karsa.tenancy.models import Agency

SEALED = ("id", "at", "actor_id", "verb", "kind", "object_id", "detail_digest")
Entry = tuple[int, datetime, int | None, str, str, str, str]


def digest(agency_id: int, entry: Entry) -> bytes:
    """Return the digest of an entry's values (those of `SEALED`)."""
    key, at, *words = entry
    return digest_of((agency_id, key, at.isoformat(), *words))


def open_entries(agency: Agency, since: datetime, most: int) -> list[Entry]:
    """Return entries in no seal, by key, as far back as the seals made from `since` on reach.

    Four queries; of what is sealed already only the keys are read.
    """
    seals = AuditSeal.objects.filter(agency=agency)
    before = seals.filter(at__lt=since).aggregate(reach=Max("last_key"))["reach"] or 0
    recent = seals.filter(at__gte=since).values_list("keys", flat=True)
    sealed = {key for keys in recent for key in unpacked(bytes(keys))}
    entries = AuditEntry.objects.filter(agency=agency).order_by("pk")
    keys = entries.filter(pk__gt=before).values_list("pk", flat=True).iterator()
    found = list(islice((key for key in keys if key not in sealed), most))
    return list(entries.filter(pk__in=found).values_list(*SEALED)) if found else []
