"""Counts failed attempts and makes the next ones wait: guessing gets slow, people do not.

Counted by a keyed hash of what was typed, known account or not, so that a lock never tells
whether an account exists. The first failures cost nothing; then 1, 2, 4, … minutes.
"""

from datetime import datetime, timedelta

from django.db import transaction

from karsa.accounts.codes import name_digest
from karsa.accounts.models import SignInFailures
from karsa.tenancy.models import Agency

FREE = 5
LONGEST = timedelta(minutes=30)
_FORGOTTEN_AFTER = timedelta(days=1)


def locked_until(*, agency: Agency, name: str, now: datetime) -> datetime | None:
    """Return until when `name` must wait (UTC); None if it may try now. One query."""
    row = SignInFailures.objects.filter(
        agency=agency, account=name_digest(agency, name), locked_until__gt=now
    ).first()
    return row.locked_until if row else None


@transaction.atomic
def note_failure(*, agency: Agency, name: str, now: datetime) -> datetime | None:
    """Count a failure of `name`; return until when it now must wait, if it must.

    Counts older than a day are forgotten, of everybody. Four queries.
    """
    SignInFailures.objects.filter(agency=agency, locked_until__lt=now - _FORGOTTEN_AFTER).delete()
    row, _ = SignInFailures.objects.select_for_update().get_or_create(
        agency=agency, account=name_digest(agency, name)
    )
    row.count += 1
    row.locked_until = now + _delay(row.count)
    row.save(update_fields=["count", "locked_until"])
    return row.locked_until if row.locked_until > now else None


def note_success(*, agency: Agency, name: str) -> None:
    """Forget the failures of `name`. One query."""
    SignInFailures.objects.filter(agency=agency, account=name_digest(agency, name)).delete()


def _delay(count: int) -> timedelta:
    if count < FREE:
        return timedelta()
    # 2**6 minutes are past the longest delay already.
    return min(LONGEST, timedelta(minutes=2 ** min(count - FREE, 6)))
