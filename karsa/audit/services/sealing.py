"""The agency's record becomes a chain, some seconds after it is written."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from karsa.audit.models import AuditSeal
from karsa.audit.queries.chain import digest, open_entries
from karsa.rules.chain import BEFORE_THE_FIRST, link, marks, packed
from karsa.tenancy.models import Agency

# An entry is seen when its transaction ends, which may be after younger ones were sealed.
REACH = timedelta(minutes=10)
# A night looks back further, for a transaction that took longer than anybody thought.
REACH_BY_NIGHT = timedelta(days=2)
AT_ONCE = 10_000


def seal(agency: Agency, now: datetime, reach: timedelta = REACH) -> AuditSeal | None:
    """Seal up to 10,000 entries that are not yet; None if there is none.

    Looks for late ones behind the seals of the last `reach`. Safe to call from several
    processes: the second finds the number taken and leaves it. Four queries, six with a seal.
    """
    newest = AuditSeal.objects.filter(agency=agency).order_by("-number").first()
    found = open_entries(agency, now - reach, AT_ONCE)
    if not found:
        return None
    rows = [digest(agency.pk, entry) for entry in found]
    number, before = (newest.number, newest.link) if newest else (0, BEFORE_THE_FIRST)
    keys = [entry[0] for entry in found]
    made = AuditSeal(
        agency=agency,
        number=number + 1,
        at=now,
        last_key=max(keys[-1], newest.last_key if newest else 0),
        rows=len(keys),
        keys=packed(keys),
        marks=marks(rows),
        link=link(before, number + 1, rows),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return None
    return made


def seal_all(agency: Agency, now: datetime, reach: timedelta = REACH) -> int:
    """Seal until nothing is open; return how many seals that took."""
    count = 0
    while seal(agency, now, reach):
        count += 1
    return count
